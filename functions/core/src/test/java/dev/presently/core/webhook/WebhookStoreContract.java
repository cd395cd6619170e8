package dev.presently.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Examples;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link WebhookStore}. */
public abstract class WebhookStoreContract {
  private static final int CROWD = 50;

  private WebhookStore store;

  /** An empty store. */
  protected abstract WebhookStore create();

  @BeforeEach
  void begin() {
    store = create();
  }

  @Test
  void whatWasNeverSavedIsAbsent() {
    assertThat(store.find(new WebhookId(1))).isEmpty();
    assertThat(store.remove(new WebhookId(1))).isFalse();
    assertThat(store.list(Optional.empty(), 10)).isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void aWebhookComesBackAsItWasSaved() {
    Webhook plain = Examples.webhook(1);
    for (Webhook webhook : List.of(plain, rich(2), with(3, Optional.of(PresenceFilter.ALL)))) {
      assertThat(store.save(webhook)).isTrue();

      assertThat(store.find(webhook.id())).contains(at(webhook, 1));
    }
  }

  @Test
  void aWriteMustMeetTheRevisionThatItRead() {
    assertThat(store.save(at(rich(1), 1))).isFalse();
    assertThat(store.save(rich(1))).isTrue();
    assertThat(store.save(rich(1))).isFalse();
    assertThat(store.save(at(Examples.webhook(1), 1))).isTrue();
    assertThat(store.find(new WebhookId(1))).contains(at(Examples.webhook(1), 2));
  }

  @Test
  void whatWasRemovedIsGoneAndNotSavedByWhoReadItBefore() {
    store.save(rich(1));

    assertThat(store.remove(new WebhookId(1))).isTrue();
    assertThat(store.remove(new WebhookId(1))).isFalse();

    assertThat(store.save(at(rich(1), 1))).isFalse();
    assertThat(store.find(new WebhookId(1))).isEmpty();
    assertThat(store.list(Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void aListIsPagedByNumber() {
    List<Webhook> all = new ArrayList<>();
    for (long id : List.of(1L, 2L, 9L, 10L, 11L, 100L, 999_999_999_999_999_999L)) {
      store.save(Examples.webhook(id));
      all.add(at(Examples.webhook(id), 1));
    }

    for (int limit : List.of(1, 2, 3, 6, 7, 8)) {
      assertThat(Page.each(after -> store.list(after, limit))).containsExactlyElementsOf(all);
    }
    assertThat(store.list(Optional.empty(), 4).next()).contains("10");
    assertThat(store.list(Optional.of("10"), 2).items())
        .extracting(webhook -> webhook.id().value())
        .containsExactly(11L, 100L);
    assertThat(store.list(Optional.empty(), all.size()).next()).isEmpty();
  }

  @Test
  void manyGetNumbersOfTheirOwnFromOneOn() {
    assertThat(store.nextId()).isEqualTo(new WebhookId(1));

    List<WebhookId> ids = ConcurrentCallers.of(CROWD, _ -> store.nextId());

    assertThat(ids).doesNotHaveDuplicates().doesNotContain(new WebhookId(1));
    assertThat(store.list(Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void ofManyWritersOneWinsEachRevision() {
    for (long revision = 0; revision < 5; revision++) {
      Webhook read = at(rich(1), revision);

      assertThat(ConcurrentCallers.of(CROWD, _ -> store.save(read))).containsOnlyOnce(true);
      assertThat(store.find(read.id())).contains(at(read, revision + 1));
    }
  }

  private static Webhook rich(long id) {
    return with(
        id,
        Optional.of(
            new PresenceFilter(
                Set.of(Jid.phone("5511999990001"), Jid.lid("42")),
                Set.of(PresenceState.COMPOSING, PresenceState.AVAILABLE))));
  }

  private static Webhook with(long id, Optional<PresenceFilter> filter) {
    SigningKeys keys =
        SigningKeys.only(Examples.KEY)
            .rotate(new HmacKey("the key that came next"), Duration.ofHours(24), TestClock.START);
    return new Webhook(
        new WebhookId(id),
        Examples.url("https://receiver.presently.dev:8443/a%20b?c=d&e"),
        keys,
        new Webhook.WebhookSettings(
            Optional.of("the shop's \"own\" one"),
            Optional.of(new SessionName("shop")),
            new EventFilter(List.of(EventName.SESSION_STATUS, EventName.PRESENCE_UPDATE)),
            filter,
            List.of(
                new WebhookHeader("X-Tenant", "42"),
                new WebhookHeader("Authorization", "Bearer x")),
            Optional.of(new RetryPolicy(3, 30, RetryPolicy.Policy.LINEAR)),
            false,
            false),
        new Webhook.DisableState(
            Optional.of("the receiver answered 410"), Optional.of(TestClock.START.plusMillis(2))),
        TestClock.START,
        TestClock.START.plusMillis(1),
        0);
  }

  private static Webhook at(Webhook webhook, long revision) {
    return new Webhook(
        webhook.id(),
        webhook.url(),
        webhook.keys(),
        webhook.settings(),
        webhook.disableState(),
        webhook.createdAt(),
        webhook.updatedAt(),
        revision);
  }
}
