package dev.presently.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.presently.adapters.json.StrictJson;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ExpireActivityTest {
  private static final PresenceKey ANA = Examples.key("sales", "5511999999999");
  private static final Instant SINCE = Instant.parse("2026-01-15T10:30:01Z");

  private final InMemoryPresenceStore presences = new InMemoryPresenceStore();
  private final InMemoryTimerQueue timers = new InMemoryTimerQueue();
  private final TestClock clock = new TestClock();
  private final ExpireActivity handler =
      new ExpireActivity(
          new EndActivity(presences, new ImmediateConflictRetry(), clock),
          timers,
          Log.from("error"));

  @Test
  void aTimerInLambdasJsonEndsTheActivity() {
    compose(SINCE);
    clock.set(SINCE.plusSeconds(25));

    assertThat(failures(Events.sample(SQSEvent.class, "expire-activity.json"))).isEmpty();

    assertThat(presence().state()).isEqualTo(PresenceState.AVAILABLE);
    assertThat(presence().seq().value()).isEqualTo(2);
    assertThat(timers.timers()).isEmpty();
  }

  @Test
  void theSameTimerAgainChangesNothing() {
    compose(SINCE);
    clock.set(SINCE.plusSeconds(30));
    failures(Events.sample(SQSEvent.class, "expire-activity.json"));

    assertThat(failures(Events.sample(SQSEvent.class, "expire-activity.json"))).isEmpty();
    assertThat(presence().seq().value()).isEqualTo(2);
  }

  @Test
  void aRenewedActivityGetsAnotherTimer() {
    compose(SINCE);
    compose(SINCE.plusSeconds(20));
    clock.set(SINCE.plusSeconds(25));

    assertThat(failures(Events.sample(SQSEvent.class, "expire-activity.json"))).isEmpty();

    assertThat(presence().state()).isEqualTo(PresenceState.COMPOSING);
    assertThat(timers.timers())
        .containsExactly(new Timer(ANA, SINCE, SINCE.plus(Duration.ofSeconds(45))));
  }

  @Test
  void aMessageThatFailsIsReportedAlone() {
    compose(SINCE);
    clock.set(SINCE.plusSeconds(25));

    assertThat(failures(batch("{}", timer(), "no JSON"))).containsExactly("0", "2");
    assertThat(presence().state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void withoutTimeLeftNoMessageIsProcessed() {
    compose(SINCE);
    clock.set(SINCE.plusSeconds(25));

    assertThat(failures(batch(timer()), 1_000)).containsExactly("0");
    assertThat(presence().state()).isEqualTo(PresenceState.COMPOSING);
  }

  private void compose(Instant at) {
    clock.set(at);
    new ApplyReport(presences, new ImmediateConflictRetry(), clock)
        .apply(ANA.session(), Report.about(Identity.of(ANA.contact())).with(Typing.COMPOSING));
  }

  private Presence presence() {
    return presences.find(ANA).orElseThrow().presence().orElseThrow();
  }

  private List<String> failures(SQSEvent event) {
    return failures(event, 25_000);
  }

  private List<String> failures(SQSEvent event, int remainingMillis) {
    return handler
        .handleRequest(event, Events.context(remainingMillis))
        .getBatchItemFailures()
        .stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static String timer() {
    return StrictJson.write(
        StrictJson.newObject()
            .put("session", "sales")
            .put("contact", "5511999999999@s.whatsapp.net")
            .put("since", SINCE.toString())
            .put("due", SINCE.plusSeconds(25).toString()));
  }

  private static SQSEvent batch(String... bodies) {
    ObjectNode event = StrictJson.newObject();
    ArrayNode records = event.putArray("Records");
    for (int i = 0; i < bodies.length; i++) {
      records.addObject().put("messageId", Integer.toString(i)).put("body", bodies[i]);
    }
    return Events.read(SQSEvent.class, StrictJson.write(event));
  }
}
