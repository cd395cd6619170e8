package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.AllPages;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Callers;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListSessionsTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final ListSessions listSessions = new ListSessions(deployment);

  @Test
  void noSessionsAreAnEmptyList() {
    assertThat(new Call().to(listSessions).body()).isEqualTo("{\"data\":[]}");
  }

  @Test
  void pagesFollowEachOtherByName() {
    List.of("c", "a", "b").forEach(name -> deployment.store(Examples.loopback(name)));

    Answer first = new Call().query("limit", "2").to(listSessions);
    String cursor = first.json().path("nextCursor").stringValue();
    Answer second = new Call().query("limit", "2").query("cursor", cursor).to(listSessions);

    assertThat(first.list())
        .extracting(item -> item.path("name").stringValue())
        .containsExactly("a", "b");
    assertThat(second.list())
        .extracting(item -> item.path("name").stringValue())
        .containsExactly("c");
    assertThat(second.json().propertyNames()).doesNotContain("nextCursor");
  }

  /** It read all sessions of the deployment and left out the others. */
  @Test
  void forAKeyOfSomeSessionsNoOthersAreRead() {
    List.of("a", "b", "c", "d").forEach(name -> deployment.store(Examples.loopback(name)));
    deployment.sessionStore = withoutList(deployment.sessions);
    ListSessions listSessions = new ListSessions(deployment);

    List<Answer> pages =
        AllPages.of(
            () -> new Call().by(Callers.of("d", "nobody", "a", "b")).query("limit", "2"),
            listSessions);

    assertThat(pages).hasSize(2);
    assertThat(pages.stream().flatMap(page -> page.list().stream()))
        .extracting(item -> item.path("name").stringValue())
        .containsExactly("a", "b", "d");
  }

  private static SessionStore withoutList(SessionStore store) {
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isNotEqualTo("list");
              return method.invoke(store, arguments);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "####", "c2Vzc2lvbnM6LQ", "d2ViaG9va3M6MQ", "YQ=="})
  void aCursorOfAnotherListIsRefused(String cursor) {
    assertThat(new Call().query("cursor", cursor).to(listSessions).problem())
        .isEqualTo("400 invalid_value cursor");
  }

  @Test
  void aLimitOutOfBoundsIsRefused() {
    assertThat(new Call().query("limit", "501").to(listSessions).problem())
        .isEqualTo("400 invalid_value limit");
  }

  @Test
  void aPageOfSessionsWithLargeConfigsEndsBeforeLambdasLimit() {
    Optional<String> json = Optional.of("[" + "\"\",".repeat(5_000) + "1]");
    for (int i = 100; i < 300; i++) {
      deployment.store(
          Session.create(
              new SessionName("s" + i),
              EngineSettings.LOOPBACK,
              new Session.Profile(Optional.empty(), Optional.empty(), Optional.empty(), json, json),
              deployment.clock.instant()));
    }

    List<Answer> pages = AllPages.of(() -> new Call().query("limit", "500"), listSessions);

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(pages.stream().flatMap(page -> page.list().stream()))
        .extracting(item -> item.path("name").stringValue())
        .isEqualTo(IntStream.range(100, 300).mapToObj(i -> "s" + i).toList());
  }
}
