package dev.presently.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link SubscriberStore}. */
public abstract class SubscriberStoreContract {
  private static final Jid CONTACT = Jid.phone("5511999990001");
  private static final Jid OTHER = Jid.lid("5511999990001");
  private static final SessionName SHOP = new SessionName("shop");

  private SubscriberStore subscribers;

  /** No subscribers at all. */
  protected abstract SubscriberStore create();

  @BeforeEach
  void begin() {
    subscribers = create();
  }

  @Test
  void atFirstThereAreNone() {
    assertThat(subscribers.contains(CONTACT, SHOP)).isFalse();
    assertThat(subscribers.of(CONTACT)).isEmpty();
  }

  @Test
  void oneWhoWasAddedTwiceIsThereOnce() {
    subscribers.add(CONTACT, SHOP);
    subscribers.add(CONTACT, SHOP);

    assertThat(subscribers.contains(CONTACT, SHOP)).isTrue();
    assertThat(subscribers.of(CONTACT)).containsExactly(SHOP);
  }

  @Test
  void addressesDoNotShareSubscribers() {
    subscribers.add(CONTACT, SHOP);

    assertThat(subscribers.contains(OTHER, SHOP)).isFalse();
    assertThat(subscribers.of(OTHER)).isEmpty();
  }

  @Test
  void oneWhoWasRemovedIsGone() {
    subscribers.add(CONTACT, SHOP);
    subscribers.add(OTHER, SHOP);

    subscribers.remove(CONTACT, SHOP);
    subscribers.remove(CONTACT, SHOP);

    assertThat(subscribers.contains(CONTACT, SHOP)).isFalse();
    assertThat(subscribers.of(CONTACT)).isEmpty();
    assertThat(subscribers.of(OTHER)).containsExactly(SHOP);
  }

  @Test
  void manyAreAllThereAndCanBeWalkedTwice() {
    List<SessionName> many =
        IntStream.range(0, 520).mapToObj(i -> new SessionName("s" + i)).toList();
    many.forEach(subscriber -> subscribers.add(CONTACT, subscriber));

    Iterable<SessionName> all = subscribers.of(CONTACT);

    for (int walk = 0; walk < 2; walk++) {
      assertThat(all).containsExactlyInAnyOrderElementsOf(many);
    }
  }

  @Test
  void noneOfManyWhoComeAndGoAtOnceIsLost() {
    for (int i = 0; i < 50; i += 2) {
      subscribers.add(CONTACT, new SessionName("s" + i));
    }

    ConcurrentCallers.of(
        50,
        i -> {
          SessionName subscriber = new SessionName("s" + i);
          if (i % 2 == 0) {
            subscribers.remove(CONTACT, subscriber);
          } else {
            subscribers.add(CONTACT, subscriber);
          }
          return i;
        });

    assertThat(subscribers.of(CONTACT))
        .hasSize(25)
        .allMatch(subscriber -> Integer.parseInt(subscriber.value().substring(1)) % 2 == 1);
  }
}
