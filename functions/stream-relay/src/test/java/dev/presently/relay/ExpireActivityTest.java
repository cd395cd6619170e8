package dev.presently.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.adapters.log.Log;
import dev.presently.core.Examples;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Identity;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.EndActivity;
import dev.presently.core.presence.InMemoryPresenceStore;
import dev.presently.core.presence.InMemoryTimerQueue;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.TimerQueue.Timer;
import dev.presently.core.presence.Typing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpireActivityTest {
  private static final PresenceKey ANA = Examples.key("sales", "5511999999999");
  private static final Instant SINCE = Instant.parse("2026-01-15T10:30:01Z");

  private final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  private final InMemoryTimerQueue timers = new InMemoryTimerQueue();
  private final TestClock clock = new TestClock();
  private final ExpireActivity handler =
      new ExpireActivity(
          new DueTimers(
              new EndActivity(presences, new ImmediateConflictRetry(), clock),
              timers,
              Log.from("error")));

  @Test
  void aTimerAsLambdaHandsItOverEndsTheActivity() {
    compose(SINCE);
    clock.set(SINCE.plusSeconds(25));

    assertThat(Invocation.failures(handler, Invocation.sample("expire-activity.json"))).isEmpty();

    assertThat(held().state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(held().seq().value()).isEqualTo(2);
    assertThat(timers.timers()).isEmpty();
  }

  @Test
  void theSameTimerAgainChangesNothing() {
    compose(SINCE);
    clock.set(SINCE.plusSeconds(30));
    Invocation.failures(handler, Invocation.sample("expire-activity.json"));

    assertThat(Invocation.failures(handler, Invocation.sample("expire-activity.json"))).isEmpty();
    assertThat(held().seq().value()).isEqualTo(2);
  }

  @Test
  void anActivityThatWasRenewedGetsAnotherTimer() {
    compose(SINCE);
    compose(SINCE.plusSeconds(20));
    clock.set(SINCE.plusSeconds(25));

    assertThat(Invocation.failures(handler, Invocation.sample("expire-activity.json"))).isEmpty();

    assertThat(held().state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(timers.timers())
        .containsExactly(new Timer(ANA, SINCE, SINCE.plus(Duration.ofSeconds(45))));
  }

  @Test
  void whatFailsComesAgainByItself() {
    compose(SINCE);
    clock.set(SINCE.plusSeconds(25));

    assertThat(Invocation.failures(handler, batch("{}", timer(), "no JSON")))
        .containsExactly("0", "2");
    assertThat(held().state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void withoutTimeLeftNothingIsBegun() {
    compose(SINCE);
    clock.set(SINCE.plusSeconds(25));

    assertThat(Invocation.failures(handler, batch(timer()), 1_000)).containsExactly("0");
    assertThat(held().state()).isEqualTo(PresenceState.COMPOSING);
  }

  private void compose(Instant at) {
    clock.set(at);
    new ApplyReport(presences, new ImmediateConflictRetry(), clock)
        .apply(ANA.session(), Report.about(Identity.of(ANA.contact())).does(Typing.COMPOSING));
  }

  private Presence held() {
    return presences.find(ANA).orElseThrow().presence().orElseThrow();
  }

  private static String timer() {
    return JsonWriter.object(
        timer ->
            timer
                .text("session", "sales")
                .text("contact", "5511999999999@s.whatsapp.net")
                .text("since", SINCE.toString())
                .text("due", SINCE.plusSeconds(25).toString()));
  }

  private static byte[] batch(String... bodies) {
    int[] number = new int[1];
    return JsonWriter.object(
            event ->
                event.objects(
                    "Records",
                    List.of(bodies),
                    (record, body) ->
                        record.text("messageId", Integer.toString(number[0]++)).text("body", body)))
        .getBytes(UTF_8);
  }
}
