package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.InMemorySessionStore;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionsByEngineTest {
  private static final EngineType EVOLUTION = new EngineType("evolution");

  private final InMemorySessionStore stored = new InMemorySessionStore();
  private final AtomicInteger lists = new AtomicInteger();
  private final TestClock clock = new TestClock();
  private final SessionsByEngine byEngine = new SessionsByEngine(counting(), clock);

  private SessionStore counting() {
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (_, method, arguments) -> {
              if (method.getReturnType() == Page.class) {
                lists.incrementAndGet();
              }
              return method.invoke(stored, arguments);
            });
  }

  private void store(String name, EngineSettings engine) {
    Optional<Session> before = stored.find(new SessionName(name));
    Session session =
        before
            .map(old -> old.changed(engine, Session.Profile.EMPTY, clock.instant()))
            .orElseGet(
                () ->
                    Session.create(
                        new SessionName(name), engine, Session.Profile.EMPTY, clock.instant()));
    assertThat(stored.save(before, session)).isInstanceOf(SessionStore.Result.Saved.class);
  }

  private static EngineSettings evolution(String instance) {
    return EngineSettings.of(EVOLUTION).withSession(instance);
  }

  private List<String> find(String instance) {
    return byEngine.find(EVOLUTION, instance, clock.instant()).stream()
        .map(session -> session.name().value())
        .toList();
  }

  @Test
  void allSessionsOfTheEnginesSessionAreFound() {
    store("b", evolution("shop"));
    store("a", evolution("shop"));
    store("another-instance", evolution("desk"));
    store("another-engine", EngineSettings.of(new EngineType("waha")).withSession("shop"));
    store("without-instance", EngineSettings.of(EVOLUTION));
    store("loopback", EngineSettings.LOOPBACK);

    assertThat(find("shop")).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void theListIsReadOnceAMinute() {
    store("a", evolution("shop"));
    find("shop");
    clock.advance(Duration.ofSeconds(59));
    find("shop");
    assertThat(lists).hasValue(1);

    clock.advance(Duration.ofSeconds(1));
    find("shop");
    assertThat(lists).hasValue(2);
  }

  /** Its first events come at once, for it is started with its creation. */
  @Test
  void aSessionIsFoundAsSoonAsItIsStored() {
    assertThat(find("shop")).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    store("a", evolution("shop"));

    assertThat(find("shop")).containsExactly("a");
  }

  @Test
  void anEventOlderThanTheListReadsNone() {
    var sentAt = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    find("unknown");

    assertThat(byEngine.find(EVOLUTION, "unknown", sentAt)).isEmpty();
    assertThat(lists).hasValue(1);
  }

  @Test
  void aSessionIsFoundAsItIsStoredNow() {
    store("moved", evolution("shop"));
    store("removed", evolution("shop"));
    find("shop");
    store("moved", evolution("desk"));
    stored.remove(stored.find(new SessionName("removed")).orElseThrow());

    assertThat(find("shop")).isEmpty();
    assertThat(find("desk")).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    assertThat(find("desk")).containsExactly("moved");
  }
}
