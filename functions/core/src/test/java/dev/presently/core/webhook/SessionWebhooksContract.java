package dev.presently.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link SessionWebhooks} keeps to; each reads again and again. */
public abstract class SessionWebhooksContract {
  private static final Optional<SessionName> SHOP = Optional.of(new SessionName("shop"));
  private static final Optional<SessionName> OTHER = Optional.of(new SessionName("other"));
  private static final Optional<SessionName> ALL = Optional.empty();

  protected abstract SessionWebhooks reader();

  /** The store that it reads; empty at first, with the sessions shop and other. */
  protected abstract WebhookStore webhooks();

  @Test
  void eachSessionHasItsOwn() {
    webhooks().save(Examples.webhook(1, SHOP));
    webhooks().save(Examples.webhook(2));
    webhooks().save(Examples.webhook(3, SHOP));

    var found = reader().of(Set.of(ALL, SHOP, OTHER));

    assertThat(found.get(ALL).get()).extracting(Webhook::id).containsExactly(new WebhookId(2));
    assertThat(found.get(SHOP).get())
        .extracting(Webhook::id)
        .containsExactly(new WebhookId(1), new WebhookId(3));
    assertThat(found.get(OTHER).get()).isEmpty();
  }

  /** A cache by time missed the events of its first seconds. */
  @Test
  void everyChangeCountsForTheNextRead() {
    assertThat(read(SHOP)).isEmpty();
    webhooks().save(Examples.webhook(1, SHOP));
    assertThat(read(SHOP)).extracting(Webhook::id).containsExactly(new WebhookId(1));
    webhooks().save(Examples.webhook(2, SHOP));
    assertThat(read(SHOP)).hasSize(2);

    Webhook first = webhooks().find(new WebhookId(1)).orElseThrow();
    webhooks().save(first.disabled("gone", TestClock.START));
    assertThat(read(SHOP).getFirst().settings().enabled()).isFalse();

    webhooks().remove(new WebhookId(1));
    assertThat(read(SHOP)).extracting(Webhook::id).containsExactly(new WebhookId(2));
    webhooks().remove(new WebhookId(2));
    assertThat(read(SHOP)).isEmpty();
  }

  /** Its versions began again, and the first webhook still got the events. */
  @Test
  void theFirstWebhookAfterTheLastOneIsAnotherOne() {
    webhooks().save(Examples.webhook(1));
    assertThat(read(ALL)).hasSize(1);
    webhooks().remove(new WebhookId(1));
    webhooks().save(Examples.webhook(2));

    assertThat(read(ALL)).extracting(Webhook::id).containsExactly(new WebhookId(2));
  }

  private List<Webhook> read(Optional<SessionName> session) {
    return reader().of(Set.of(session)).get(session).get();
  }
}
