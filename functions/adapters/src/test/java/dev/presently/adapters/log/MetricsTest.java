package dev.presently.adapters.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The format is that of CloudWatch's specification of embedded metrics. */
class MetricsTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Log log =
      Log.to(
          new PrintStream(written, true, UTF_8),
          "error",
          InstantSource.fixed(Instant.ofEpochMilli(1_768_473_000_250L)));
  private final Metrics metrics = new Metrics();

  @Test
  void valuesAreOneLineInTheEmbeddedMetricFormatWhateverTheLevel() {
    metrics.add(Metric.DELIVERY_TIME, 120);
    metrics.add(Metric.DELIVERIES_DELIVERED, 1);
    metrics.add(Metric.DELIVERIES_DELIVERED, 1);
    metrics.add(Metric.DELIVERY_TIME, 80);
    metrics.writeTo(log);

    assertThat(lines())
        .containsExactly(
            "{\"_aws\":{\"Timestamp\":1768473000250,\"CloudWatchMetrics\":[{"
                + "\"Namespace\":\"Presently\",\"Dimensions\":[[\"Stack\"]],\"Metrics\":["
                + "{\"Name\":\"DeliveriesDelivered\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"DeliveryTime\",\"Unit\":\"Milliseconds\"}]}]},"
                + "\"Stack\":\"local\",\"DeliveriesDelivered\":[2],\"DeliveryTime\":[120,80]}");
  }

  @Test
  void whatWasWrittenIsNotWrittenAgainAndNothingIsNoLine() {
    metrics.add(Metric.CHANGES, 1);
    metrics.writeTo(log);
    metrics.writeTo(log);

    assertThat(lines()).hasSize(1);
  }

  @Test
  void aLineHasAtMostAHundredValuesOfAMetric() {
    for (int i = 0; i < 250; i++) {
      metrics.add(Metric.DELIVERY_TIME, i);
      metrics.add(Metric.DELIVERIES_DELIVERED, 1);
    }
    metrics.writeTo(log);

    assertThat(lines())
        .extracting(line -> StrictJson.object(line).path("DeliveryTime").size())
        .containsExactly(100, 100, 50);
    assertThat(lines()).filteredOn(line -> line.contains("DeliveriesDelivered")).hasSize(1);
  }

  @Test
  void noTwoMetricsHaveOneName() {
    assertThat(Stream.of(Metric.values()).map(Metric::label)).doesNotHaveDuplicates();
  }

  private List<String> lines() {
    return written.toString(UTF_8).lines().toList();
  }
}
