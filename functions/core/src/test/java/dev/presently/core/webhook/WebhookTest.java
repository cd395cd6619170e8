package dev.presently.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceRules;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Report;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
  private static final SessionName DESK = new SessionName("desk");
  private static final SessionName SALES = new SessionName("sales");
  private static final Jid BOB = Jid.phone("5511999999999");
  private static final Jid BOBS_LID = Jid.lid("81000000000001");
  private static final Jid GROUP = Jid.parse("120363000000000001@g.us");

  private static Webhook webhook(
      Optional<SessionName> session,
      EventFilter events,
      Optional<PresenceFilter> filter,
      boolean enabled) {
    return new Webhook(
        new WebhookId(1),
        Destination.parse("https://hooks.acme.com/", AllowedPrivateHosts.NONE),
        SigningKeys.only(new HmacKey("0123456789abcdef")),
        new Webhook.WebhookSettings(
            Optional.empty(),
            session,
            events,
            filter,
            List.of(),
            Optional.empty(),
            true,
            MaxConcurrency.DEFAULT,
            enabled),
        Webhook.DisableState.NEW,
        NOW,
        NOW,
        1);
  }

  private static Webhook filtering(Set<Jid> contacts, Set<PresenceState> presences) {
    return webhook(
        Optional.empty(),
        EventFilter.ALL,
        Optional.of(new PresenceFilter(contacts, presences)),
        true);
  }

  private static Change bobIs(Availability availability, Optional<Jid> group) {
    Identity bob = Identity.of(BOB, BOBS_LID, Identity.Mode.PN);
    return new Change(
        new PresenceKey(DESK, BOB, group),
        PresenceState.UNKNOWN,
        Optional.empty(),
        PresenceRules.apply(Presence.unknown(bob, NOW), Report.about(bob).with(availability), NOW));
  }

  private static final Change ONLINE = bobIs(Availability.AVAILABLE, Optional.empty());

  @Test
  void aWebhookWithoutASessionHearsAllSessions() {
    assertThat(webhook(Optional.empty(), EventFilter.ALL, Optional.empty(), true).wants(ONLINE))
        .isTrue();
    assertThat(webhook(Optional.of(DESK), EventFilter.ALL, Optional.empty(), true).wants(ONLINE))
        .isTrue();
    assertThat(webhook(Optional.of(SALES), EventFilter.ALL, Optional.empty(), true).wants(ONLINE))
        .isFalse();
  }

  @Test
  void aDisabledWebhookHearsNothing() {
    assertThat(webhook(Optional.empty(), EventFilter.ALL, Optional.empty(), false).wants(ONLINE))
        .isFalse();
  }

  @Test
  void aWebhookHearsTheEventsItNames() {
    EventFilter others = EventFilter.parse(List.of("message.received", "session.status"));

    assertThat(webhook(Optional.empty(), others, Optional.empty(), true).wants(ONLINE)).isFalse();
    assertThat(
            webhook(Optional.empty(), others, Optional.empty(), true)
                .wants(EventName.SESSION_STATUS, Optional.of(DESK)))
        .isTrue();
  }

  @Test
  void aFilterNamesContactsByAnyOfTheirAddressesOrByTheGroup() {
    Change inGroup = bobIs(Availability.AVAILABLE, Optional.of(GROUP));

    assertThat(filtering(Set.of(BOB), Set.of()).wants(ONLINE)).isTrue();
    assertThat(filtering(Set.of(BOBS_LID), Set.of()).wants(ONLINE)).isTrue();
    assertThat(filtering(Set.of(GROUP), Set.of()).wants(ONLINE)).isFalse();
    assertThat(filtering(Set.of(GROUP), Set.of()).wants(inGroup)).isTrue();
    assertThat(filtering(Set.of(BOB), Set.of()).wants(inGroup)).isTrue();
    assertThat(filtering(Set.of(Jid.phone("5511888888888")), Set.of()).wants(inGroup)).isFalse();
  }

  @Test
  void aFilterNamesThePresencesThatAChangeLeadsTo() {
    assertThat(filtering(Set.of(), Set.of(PresenceState.AVAILABLE)).wants(ONLINE)).isTrue();
    assertThat(
            filtering(Set.of(), Set.of(PresenceState.UNAVAILABLE, PresenceState.COMPOSING))
                .wants(ONLINE))
        .isFalse();
    assertThat(filtering(Set.of(BOB), Set.of(PresenceState.UNAVAILABLE)).wants(ONLINE)).isFalse();
  }

  @Test
  void itsSessionNeverChanges() {
    Webhook webhook = webhook(Optional.of(DESK), EventFilter.ALL, Optional.empty(), true);

    assertThatThrownBy(
            () ->
                webhook.changed(
                    webhook.url(), webhook.keys(), Webhook.WebhookSettings.DEFAULT, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noneNamedAndALoneStarMeanAllEvents() {
    assertThat(EventFilter.parse(List.of())).isEqualTo(EventFilter.ALL);
    assertThat(EventFilter.parse(List.of("*"))).isEqualTo(EventFilter.ALL);
    assertThat(EventFilter.ALL.words()).containsExactly("*");
    assertThat(EventFilter.parse(List.of("a.b", "a.b", "c.d")).words())
        .containsExactly("a.b", "c.d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "presence", "Presence.update", "presence.", ".update", "a b.c", "1.a", "*"})
  void otherEventNamesAreRefused(String name) {
    assertThatThrownBy(() -> new EventName(name))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("presence.update");
  }

  @Test
  void anEventNameHasAtMost64Characters() {
    assertThat(new EventName("a." + "b".repeat(62)).value()).hasSize(64);
    assertThatThrownBy(() -> new EventName("a." + "b".repeat(63))).isInstanceOf(InvalidValue.class);
  }

  @Test
  void anIdIsAPositiveInteger() {
    assertThat(WebhookId.parse("42")).isEqualTo(new WebhookId(42)).hasToString("42");
    assertThat(new WebhookId(2)).isLessThan(new WebhookId(10));
    for (String text : List.of("", "0", "-1", "1.0", "x", "01", "1234567890123456789")) {
      assertThatThrownBy(() -> WebhookId.parse(text)).isInstanceOf(InvalidValue.class);
    }
  }

  @Test
  void aScheduleOfItsOwnIsBounded() {
    assertThat(new RetryPolicy(20, 86_400, RetryPolicy.Policy.parse("linear")).policy().word())
        .isEqualTo("linear");
    assertThatThrownBy(() -> new RetryPolicy(0, 1, RetryPolicy.Policy.CONSTANT))
        .hasMessageContaining("1 to 20");
    assertThatThrownBy(() -> new RetryPolicy(21, 1, RetryPolicy.Policy.CONSTANT))
        .hasMessageContaining("1 to 20");
    assertThatThrownBy(() -> new RetryPolicy(1, 0, RetryPolicy.Policy.CONSTANT))
        .hasMessageContaining("86400");
    assertThatThrownBy(() -> new RetryPolicy(1, 86_401, RetryPolicy.Policy.CONSTANT))
        .hasMessageContaining("86400");
    assertThatThrownBy(() -> RetryPolicy.Policy.parse("random"))
        .hasMessageContaining("exponential");
  }
}
