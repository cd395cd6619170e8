package dev.presently.e2e.chaos;

import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ReceiverHealth;
import dev.presently.core.delivery.ReceiverHealthStore;
import dev.presently.core.delivery.SignedRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The receivers: each is in a mood, and every request is noted. */
final class Town {
  private final Turns turns;
  private final RandomGenerator chance;
  private final History history;
  private final Map<String, Mood> moods = new HashMap<>();

  Town(Turns turns, RandomGenerator chance, History history) {
    this.turns = turns;
    this.chance = chance;
    this.history = history;
  }

  void set(String url, Mood mood) {
    moods.put(url, mood);
  }

  Mood of(String url) {
    return moods.getOrDefault(url, Mood.WELL);
  }

  /** One attempt; that it takes long is noted while it still goes on. */
  Outcome attempt(SignedRequest request, Visit visit, ReceiverHealthStore health) {
    Instant began = turns.instant();
    boolean late = visit.isOvertaken();
    Mood.Reply reply =
        of(request.url().toString()).reply(request.headers().get("webhook-id"), chance);
    visit.attempts++;
    boolean slow = reply.after().compareTo(ReceiverHealth.SLOW) > 0;
    if (slow) {
      turns.sleep(ReceiverHealth.SLOW);
      noteSlow(request, visit, health);
    }
    turns.sleep(slow ? reply.after().minus(ReceiverHealth.SLOW) : reply.after());
    history.receipts.add(
        new Receipt(request, began, turns.instant(), reply.outcome(), visit, late));
    return reply.outcome();
  }

  /** In a thread of its own, as it is where it is deployed. */
  private void noteSlow(SignedRequest request, Visit visit, ReceiverHealthStore health) {
    turns.start(
        () -> {
          try {
            health.slow(
                request.webhook(), ReceiverHealth.slowFrom(turns.instant().plus(visit.skew)));
          } catch (Killed | RuntimeException e) {
            // It was not noted: the next one that is slow will be.
          }
        });
  }

  /** Nothing is refused for long: those in no lasting mood are well again. */
  void calmDown() {
    moods.replaceAll((_, mood) -> mood.canLast() && lasts() ? mood : Mood.WELL);
  }

  private boolean lasts() {
    return chance.nextInt(3) == 0;
  }
}
