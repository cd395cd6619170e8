package dev.presently.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Jid;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class ChangeSessionTest {
  private static final SessionName SALES = new SessionName("sales");
  private static final BiFunction<Session, Instant, Session> CONNECT =
      (before, now) -> before.withStatus(SessionStatus.CONNECTED, now);

  private final InMemorySessionStore sessions = new InMemorySessionStore();
  private final ChangeSession change =
      new ChangeSession(sessions, new ImmediateConflictRetry(), new TestClock());

  private Session stored() {
    return sessions.find(SALES).orElseThrow();
  }

  @Test
  void theStoredResultIsToldBesideWhatItWasBefore() {
    sessions.save(Optional.empty(), Examples.loopback("sales"));
    Session before = stored();

    assertThat(change.change(SALES, CONNECT))
        .isEqualTo(new ChangeSession.Result.Changed(before, stored()));
    assertThat(stored().status()).isEqualTo(SessionStatus.CONNECTED);
  }

  @Test
  void aChangeIsAppliedAgainAfterAConflict() {
    sessions.save(Optional.empty(), Examples.loopback("sales"));
    var attempts = new AtomicInteger();

    change.change(
        SALES,
        (before, now) -> {
          if (attempts.incrementAndGet() == 1) {
            sessions.save(Optional.of(before), before.withStatus(SessionStatus.STOPPED, now));
          }
          return CONNECT.apply(before, now);
        });

    assertThat(attempts).hasValue(2);
    assertThat(stored().status()).isEqualTo(SessionStatus.CONNECTED);
    assertThat(stored().revision()).isEqualTo(3);
  }

  @Test
  void theSameSessionIsNotWritten() {
    sessions.save(Optional.empty(), Examples.loopback("sales"));

    change.change(SALES, (before, _) -> before);

    assertThat(stored().revision()).isEqualTo(1);
  }

  @Test
  void anAddressOfAnotherSessionIsNotTaken() {
    sessions.save(Optional.empty(), Examples.loopback("desk", "+5511988888888"));
    sessions.save(Optional.empty(), Examples.loopback("sales"));
    Session other = Examples.loopback("sales", "+5511988888888");

    assertThat(
            change.change(
                SALES, (before, now) -> before.changed(before.engine(), other.profile(), now)))
        .isEqualTo(new ChangeSession.Result.JidTaken(Jid.phone("5511988888888")));
  }

  @Test
  void whereThereIsNoneNothingIsChanged() {
    assertThat(change.change(SALES, CONNECT)).isEqualTo(new ChangeSession.Result.NoSuchSession());
  }
}
