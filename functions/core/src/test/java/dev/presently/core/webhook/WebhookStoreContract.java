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
  private static final SessionName SHOP = new SessionName("shop");
  private static final SessionName DESK = new SessionName("desk");
  private static final Set<SessionName> SESSIONS =
      Set.of(SHOP, DESK, new SessionName("s0"), new SessionName("s1"), new SessionName("s2"));
  private static final int CREATORS = 20;
  private static final int OF_A_SESSION = 8;
  private static final int IN_ALL = 12;
  private static final WebhookStore.Result SAVED = new WebhookStore.Result.Saved();
  private static final WebhookStore.Result CONFLICT = new WebhookStore.Result.Conflict();
  private static final WebhookStore.Result TOO_MANY_OF_SESSION =
      new WebhookStore.Result.TooManyOfSession(OF_A_SESSION);
  private static final WebhookStore.Result TOO_MANY_IN_ALL =
      new WebhookStore.Result.TooManyInAll(IN_ALL);

  private WebhookStore store;

  /** A store without webhooks in which these sessions exist. */
  protected abstract WebhookStore create(WebhookLimits limits, Set<SessionName> sessions);

  @BeforeEach
  void begin() {
    store = create(new WebhookLimits(OF_A_SESSION, IN_ALL), SESSIONS);
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
      assertThat(store.save(webhook)).isEqualTo(SAVED);

      assertThat(store.find(webhook.id())).contains(at(webhook, 1));
    }
  }

  @Test
  void aWriteMustMeetTheRevisionThatItRead() {
    assertThat(store.save(at(rich(1), 1))).isEqualTo(CONFLICT);
    assertThat(store.save(rich(1))).isEqualTo(SAVED);
    assertThat(store.save(rich(1))).isEqualTo(CONFLICT);
    assertThat(store.save(at(with(1, Optional.empty()), 1))).isEqualTo(SAVED);
    assertThat(store.find(new WebhookId(1))).contains(at(with(1, Optional.empty()), 2));
  }

  @Test
  void whatWasRemovedIsGoneAndNotSavedByWhoReadItBefore() {
    store.save(rich(1));

    assertThat(store.remove(new WebhookId(1))).isTrue();
    assertThat(store.remove(new WebhookId(1))).isFalse();

    assertThat(store.save(at(rich(1), 1))).isEqualTo(CONFLICT);
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

      assertThat(ConcurrentCallers.of(CREATORS, _ -> store.save(read))).containsOnlyOnce(SAVED);
      assertThat(store.find(read.id())).contains(at(read, revision + 1));
    }
  }

  @Test
  void theWebhooksOfASessionAreFoundByItAndThoseOfAllSessionsApart() {
    for (long id : List.of(10L, 2L)) {
      store.save(Examples.webhook(id, Optional.of(SHOP)));
    }
    store.save(Examples.webhook(3, Optional.of(DESK)));
    store.save(Examples.webhook(4, Optional.empty()));

    assertThat(ids(Optional.of(SHOP))).containsExactly(2L, 10L);
    assertThat(ids(Optional.of(DESK))).containsExactly(3L);
    assertThat(ids(Optional.empty())).containsExactly(4L);
    assertThat(ids(Optional.of(new SessionName("nobody")))).isEmpty();
  }

  @Test
  void whatIsFoundBySessionIsWhatWasSavedLast() {
    store.save(rich(1));
    store.save(at(with(1, Optional.empty()), 1));

    assertThat(store.of(Optional.of(SHOP)))
        .containsExactly(at(with(1, Optional.empty()), 2))
        .containsExactly(store.find(new WebhookId(1)).orElseThrow());

    store.remove(new WebhookId(1));

    assertThat(store.of(Optional.of(SHOP))).isEmpty();
  }

  @Test
  void noSessionGetsMoreThanItsLimitAndEachRemovalFreesOne() {
    for (Optional<SessionName> owner : List.of(Optional.of(SHOP), Optional.<SessionName>empty())) {
      store = create(new WebhookLimits(2, IN_ALL), SESSIONS);
      assertThat(store.save(Examples.webhook(1, owner))).isEqualTo(SAVED);
      assertThat(store.save(Examples.webhook(2, owner))).isEqualTo(SAVED);

      assertThat(store.save(Examples.webhook(3, owner)))
          .isEqualTo(new WebhookStore.Result.TooManyOfSession(2));
      assertThat(store.find(new WebhookId(3))).isEmpty();
      assertThat(store.list(Optional.empty(), 10).items()).hasSize(2);
      assertThat(ids(owner)).containsExactly(1L, 2L);
      assertThat(store.save(Examples.webhook(4, Optional.of(DESK)))).isEqualTo(SAVED);
      assertThat(store.save(at(Examples.webhook(2, owner), 1))).isEqualTo(SAVED);

      store.remove(new WebhookId(1));
      store.remove(new WebhookId(1));
      assertThat(store.save(Examples.webhook(3, owner))).isEqualTo(SAVED);
      assertThat(store.save(Examples.webhook(5, owner)))
          .isEqualTo(new WebhookStore.Result.TooManyOfSession(2));
    }
  }

  @Test
  void aWebhookOfASessionThatWasRemovedMeanwhileIsNotCreated() {
    store = create(new WebhookLimits(1, 1), Set.of(DESK));

    assertThat(store.save(Examples.webhook(1, Optional.of(SHOP))))
        .isEqualTo(new WebhookStore.Result.NoSession(SHOP));

    assertThat(ids(Optional.of(SHOP))).isEmpty();
    assertThat(store.save(Examples.webhook(1, Optional.of(DESK)))).isEqualTo(SAVED);
  }

  @Test
  void allSessionsTogetherGetNoMoreThanTheLimitOfTheDeployment() {
    for (int i = 1; i <= IN_ALL; i++) {
      assertThat(store.save(Examples.webhook(i, Optional.of(new SessionName("s" + i % 3)))))
          .isEqualTo(SAVED);
    }

    assertThat(store.save(Examples.webhook(99, Optional.of(SHOP)))).isEqualTo(TOO_MANY_IN_ALL);
    assertThat(store.save(Examples.webhook(99, Optional.empty()))).isEqualTo(TOO_MANY_IN_ALL);

    for (int i = 1; i <= IN_ALL; i++) {
      store.remove(new WebhookId(i));
    }
    assertThat(store.save(Examples.webhook(99, Optional.of(SHOP)))).isEqualTo(SAVED);
  }

  @Test
  void ofManyWhoCreateAtOnceNoMoreThanTheLimitSucceed() {
    List<WebhookStore.Result> results =
        ConcurrentCallers.of(CREATORS, i -> store.save(Examples.webhook(i + 1, Optional.of(SHOP))));

    assertThat(results)
        .hasSize(CREATORS)
        .containsOnly(SAVED, TOO_MANY_OF_SESSION)
        .filteredOn(SAVED::equals)
        .hasSize(OF_A_SESSION);
    assertThat(store.of(Optional.of(SHOP))).hasSize(OF_A_SESSION);
    assertThat(store.list(Optional.empty(), CREATORS).items()).hasSize(OF_A_SESSION);
  }

  @Test
  void ofManyWhoCreateAndRemoveAtOnceNonePassesALimitAndAllPlacesAreFreeAfterwards() {
    ConcurrentCallers.of(
        CREATORS,
        i -> {
          SessionName session = new SessionName("s" + i % 3);
          store.save(Examples.webhook(i + 1, Optional.of(session)));
          int found = store.of(Optional.of(session)).size();
          store.remove(new WebhookId(i + 1));
          assertThat(found).isLessThanOrEqualTo(OF_A_SESSION);
          return found;
        });

    assertThat(store.list(Optional.empty(), CREATORS).items()).isEmpty();
    for (int i = 0; i < IN_ALL; i++) {
      SessionName session = new SessionName("s" + i % 3);
      assertThat(store.save(Examples.webhook(100 + i, Optional.of(session)))).isEqualTo(SAVED);
    }
    assertThat(store.save(Examples.webhook(200, Optional.of(SHOP)))).isEqualTo(TOO_MANY_IN_ALL);
  }

  private List<Long> ids(Optional<SessionName> session) {
    return store.of(session).stream().map(webhook -> webhook.id().value()).toList();
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
            Optional.of(SHOP),
            new EventFilter(List.of(EventName.SESSION_STATUS, EventName.PRESENCE_UPDATE)),
            filter,
            List.of(
                new WebhookHeader("X-Tenant", "42"),
                new WebhookHeader("Authorization", "Bearer x")),
            Optional.of(new RetryPolicy(3, 30, RetryPolicy.Policy.LINEAR)),
            false,
            new MaxConcurrency(100),
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
