package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.Received;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * An online contact that nobody confirms, whose presence is stale after a minute. It takes another
 * minute until the schedule finds it, so other scenarios run meanwhile.
 */
final class StalePresence implements AutoCloseable {
  /** A minute, the schedule's minute, and what a busy machine needs. */
  private static final Duration LATER = Duration.ofMinutes(4);

  private final Scene scene;

  private StalePresence(Scene scene) {
    this.scene = scene;
  }

  static StalePresence begin(Deployment deployment) {
    var scene = new Scene(deployment);
    scene.session(
        "{'name':'%s','start':true,'engine':{'type':'loopback','staleAfterSeconds':60}}"
            .formatted(scene.watcher));
    scene.session(
        "{'name':'%s','start':true,'phoneNumber':'+%s'}".formatted(scene.contact, scene.number));
    scene.subscribed().webhookOfWatcher();
    scene.says("available");
    return new StalePresence(scene);
  }

  /** Receivers hear of it, readers see it, and what was online before still counts. */
  void becomesUnknown() {
    scene.receiver.await(seen -> seen.stream().anyMatch(StalePresence::isUnknown), LATER);
    assertThat(scene.heard(1).getLast().body())
        .contains("\"previous\":\"available\"")
        .doesNotContain("\"unavailable\":");

    JsonNode read = scene.api.get(scene.presence("")).data();
    assertThat(read.path("presence").stringValueOpt()).contains("unknown");
    assertThat(read.path("lastSeenStatus").stringValueOpt()).contains("unknown");
    JsonNode online = scene.api.get(scene.presence("/online")).data();
    assertThat(online.path("onlineSeconds").intValue()).isEqualTo(60);

    scene.says("available");
    scene.heard(seen -> seen.getLast().body().contains("\"previous\":\"unknown\""));
  }

  private static boolean isUnknown(Received event) {
    return event.body().contains("\"presence\":\"unknown\"");
  }

  @Override
  public void close() {
    scene.close();
  }
}
