package dev.presently.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.log.Metric;
import dev.presently.core.Examples;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Position;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryAttemptLogTest {
  private static final Attempt FAILED =
      new Attempt(
          Instant.parse("2026-01-15T10:30:00Z"),
          Duration.ofMillis(12),
          Outcome.Kind.STATUS,
          Optional.of(500),
          Optional.of("out of order"));

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  @Test
  void aDeadDeliveryIsAWarning() {
    log("warn").attempted(record(new DeliveryStatus.Dead("all attempts failed")));

    var line = StrictJson.object(lines.toString(UTF_8));
    assertThat(line.path("level").stringValueOpt()).contains("warn");
    assertThat(line.path("delivery").stringValueOpt()).contains("dead");
    assertThat(line.path("eventId").stringValueOpt()).isPresent();
    assertThat(line.path("outcome").stringValueOpt()).contains("status");
  }

  @Test
  void anAttemptThatIsRetriedIsNoWarning() {
    log("warn").attempted(record(new DeliveryStatus.Retrying()));

    assertThat(lines.toString(UTF_8)).isEmpty();
  }

  @Test
  void neitherTheContactNorTheResponseIsLogged() {
    log("debug").attempted(record(new DeliveryStatus.Delivered()));

    assertThat(lines.toString(UTF_8)).doesNotContain("whatsapp", "out of order");
  }

  @Test
  void theRequestThatCausedTheEventIsLogged() {
    log("info").attempted(record(new DeliveryStatus.Delivered()));

    assertThat(StrictJson.object(lines.toString(UTF_8)).path("requestId").stringValueOpt())
        .contains("request-7");
  }

  @Test
  void theLaneIsTheHashInTheDeliverysId() {
    DeliveryRecord record = record(new DeliveryStatus.Delivered());

    log("info").attempted(record);

    var line = StrictJson.object(lines.toString(UTF_8));
    assertThat(record.delivery().id().toString())
        .startsWith("dlv_" + line.path("lane").stringValueOpt().orElseThrow() + "_");
  }

  @Test
  void everyDeliveryIsCountedByItsOutcome() {
    DeliveryAttemptLog log = log("error");
    log.attempted(record(new DeliveryStatus.Dead("all attempts failed")));
    log.attempted(record(new DeliveryStatus.Retrying()));
    log.attempted(record(new DeliveryStatus.Retrying()));
    log.taken(record(new DeliveryStatus.Discarded("the webhook is disabled")));
    log.taken(record(new DeliveryStatus.Pending()));
    log.ended(record(new DeliveryStatus.Superseded(new Position(Instant.EPOCH, 8))));
    log.writeMetrics();

    var line = StrictJson.object(lines.toString(UTF_8));
    assertThat(line.propertyNames())
        .containsExactlyInAnyOrder(
            "_aws",
            "Stack",
            "DeliveriesDead",
            "DeliveriesRetrying",
            "DeliveriesDiscarded",
            "DeliveriesSuperseded");
    assertThat(line.path("DeliveriesRetrying").path(0).asInt()).isEqualTo(2);
  }

  @Test
  void theTimeOfADeliveryIsThatFromItsEventToTheEndOfTheAttempt() {
    Delivery delivery = Examples.delivery(1, "lane", 7);
    Attempt delivered =
        new Attempt(
            delivery.at().plusSeconds(3),
            Duration.ofMillis(12),
            Outcome.Kind.DELIVERED,
            Optional.of(200),
            Optional.empty());
    DeliveryAttemptLog log = log("error");
    log.attempted(
        new DeliveryRecord(
            delivery,
            new DeliveryStatus.Delivered(),
            List.of(FAILED, delivered),
            Optional.empty()));
    log.writeMetrics();

    var line = StrictJson.object(lines.toString(UTF_8));
    assertThat(line.path("DeliveryTime").path(0).asInt()).isEqualTo(3_012);
    assertThat(line.path("DeliveriesDelivered").path(0).asInt()).isEqualTo(1);
  }

  private DeliveryAttemptLog log(String level) {
    return new DeliveryAttemptLog(
        Log.to(new PrintStream(lines, true, UTF_8), level), Metric.DELIVERY_TIME);
  }

  private static DeliveryRecord record(DeliveryStatus status) {
    return new DeliveryRecord(
        Examples.delivery(1, "lane", 7), status, List.of(FAILED), Optional.empty());
  }
}
