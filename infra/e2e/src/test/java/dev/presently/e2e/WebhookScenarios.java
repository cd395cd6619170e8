package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Webhooks of one tenant beside those of others, wherever it runs. */
abstract class WebhookScenarios {
  private static final int LIMIT = 50;

  abstract Deployment deployment();

  @Test
  void oneSessionCannotFillTheDeploymentWithWebhooks() {
    try (var scene = new Scene(deployment()).withSessions()) {
      long first = scene.webhookOfWatcher();
      IntStream.range(1, LIMIT).forEach(_ -> scene.webhookOfWatcher());

      Answer refused = create(scene, scene.watcher);
      assertThat(refused.problem()).isEqualTo("409 too_many_webhooks");
      assertThat(refused.body().path("error").stringValue()).contains("at most 50 webhooks");
      assertThat(create(scene, scene.contact).status()).isEqualTo(201);

      assertThat(scene.api.delete("/api/webhooks/" + first).status()).isEqualTo(200);
      assertThat(create(scene, scene.watcher).status()).isEqualTo(201);
      assertThat(create(scene, scene.watcher).status()).isEqualTo(409);

      assertThat(scene.api.delete("/api/sessions/" + scene.watcher).status()).isEqualTo(200);
      scene.session("{'name':'%s'}".formatted(scene.watcher));
      assertThat(create(scene, scene.watcher).status()).isEqualTo(201);
    }
  }

  @Test
  void aWebhookCannotBeMovedToAnotherSession() {
    try (var scene = new Scene(deployment()).withSessions()) {
      String webhook = "/api/webhooks/" + scene.webhookOfWatcher();

      for (String session : new String[] {"'" + scene.contact + "'", "null"}) {
        Answer refused = scene.api.patch(webhook, Scene.json("{'session':" + session + "}"));

        assertThat(refused.problem()).isEqualTo("400 invalid_value");
        assertThat(refused.body().path("error").stringValue()).contains("create another webhook");
      }
      assertThat(scene.api.get(webhook).data().path("session").stringValueOpt())
          .contains(scene.watcher);
    }
  }

  private static Answer create(Scene scene, String session) {
    return scene.api.post(
        "/api/webhooks",
        Scene.json("{'url':'%s','session':'%s'}".formatted(scene.receiverUrl(), session)));
  }
}
