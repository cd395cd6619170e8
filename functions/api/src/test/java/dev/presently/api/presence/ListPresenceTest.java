package dev.presently.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.AllPages;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Caller;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.client.ClientAction;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListPresenceTest {
  private static final SessionName SHOP = new SessionName("shop");

  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private static final String ONE = "5511900000001@s.whatsapp.net";
  private static final String TWO = "5511900000002@s.whatsapp.net";

  private final ListPresence listPresence = new ListPresence(deployment);

  private List<String> chats(Answer answer) {
    return answer.list().stream().map(item -> item.path("chatId").stringValue()).toList();
  }

  @Test
  void itListsOnePresencePerSubscribedContact() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.subscribe("shop", TWO);
    deployment.subscribe("shop", ONE);
    deployment.report(
        "shop", Report.about(Identity.of(Jid.parse("5511955555555"))).with(Typing.PAUSED));

    assertThat(chats(new Call().session("shop").to(listPresence))).containsExactly(ONE, TWO);
  }

  @Test
  void sinceShowsOnlyLaterChanges() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.subscribe("shop", ONE);
    deployment.subscribe("shop", TWO);
    deployment.report(
        "shop", Report.about(Identity.of(Jid.parse(ONE))).with(Availability.AVAILABLE));
    deployment.clock.advance(Duration.ofSeconds(1));
    deployment.report(
        "shop", Report.about(Identity.of(Jid.parse(TWO))).with(Availability.AVAILABLE));

    assertThat(
            chats(
                new Call().session("shop").query("since", "2026-03-02T10:00:00Z").to(listPresence)))
        .containsExactly(TWO);
    assertThat(
            chats(
                new Call()
                    .session("shop")
                    .query("since", "2026-03-02T11:00:00+01:00")
                    .to(listPresence)))
        .containsExactly(TWO);
  }

  @Test
  void aPageOfAClientReadsNoMoreOfItsGroupsThanItShows() {
    var groups = new AtomicInteger();
    deployment.presenceStore =
        (PresenceStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {PresenceStore.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("group")) {
                    groups.incrementAndGet();
                  }
                  return method.invoke(deployment.presences, arguments);
                });
    deployment.store(Examples.remote("shop", "+5511900000000"));
    Set<Jid> chats =
        IntStream.range(0, 20)
            .mapToObj(i -> Jid.parse("1203630000000000%02d@g.us".formatted(i)))
            .collect(Collectors.toSet());
    chats.forEach(chat -> deployment.subscribe("shop", chat.toString()));
    var key = new Secret("the-key-of-tokens-of-the-session-shop");
    deployment.clientRules.add(
        new ClientRules(SHOP, Set.of(ClientAction.READ_PRESENCE), Set.of(), 0, 0, true, key));
    var token =
        new ClientToken(
            new ClientId(SHOP, new EphemeralId("u1")),
            Optional.of(chats),
            deployment.clock.instant().plusSeconds(60));
    groups.set(0);

    Answer page =
        new Call()
            .by(new Caller.Client(token, ClientRules.fingerprint(key)))
            .session("shop")
            .query("limit", "2")
            .to(new ListPresence(deployment));

    assertThat(chats(page)).containsExactly("120363000000000000@g.us", "120363000000000001@g.us");
    assertThat(groups).hasValue(3);
  }

  @Test
  void pagesFollowEachOther() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.subscribe("shop", ONE);
    deployment.subscribe("shop", TWO);

    Answer first = new Call().session("shop").query("limit", "1").to(listPresence);
    Answer second =
        new Call()
            .session("shop")
            .query("limit", "1")
            .query("cursor", first.json().path("nextCursor").stringValue())
            .to(listPresence);

    assertThat(chats(first)).containsExactly(ONE);
    assertThat(chats(second)).containsExactly(TWO);
    assertThat(second.json().path("nextCursor").stringValueOpt()).isEmpty();
  }

  @Test
  void theSameStateIsNotSentTwice() {
    deployment.store(Examples.loopback("sales"));
    String tag = new Call().session("sales").to(listPresence).header("ETag");

    assertThat(new Call().session("sales").header("If-None-Match", tag).to(listPresence).status())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({
    "since, yesterday",
    "since, 2026-03-02",
    "limit, 1001",
    "limit, 0",
    "cursor, cHJlc2VuY2U6eA"
  })
  void anInvalidParameterIsRefusedByName(String name, String value) {
    deployment.store(Examples.loopback("sales"));

    assertThat(new Call().session("sales").query(name, value).to(listPresence).problem())
        .isEqualTo("400 invalid_value " + name);
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").to(listPresence).problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void aPageOfLargeGroupsEndsBeforeLambdasLimit() {
    List<String> groups = deployment.storeLargeGroups(30);

    List<Answer> pages = AllPages.of(() -> new Call().session("shop"), listPresence);

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(pages.stream().flatMap(page -> chats(page).stream())).isEqualTo(groups);
    assertThat(pages.stream().flatMap(page -> page.list().stream()))
        .allMatch(group -> group.path("participants").size() == 1_024);
  }
}
