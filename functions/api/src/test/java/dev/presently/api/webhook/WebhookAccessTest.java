package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.ApiHandler;
import dev.presently.api.Call;
import dev.presently.api.Caller;
import dev.presently.api.Callers;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All operations on webhooks by keys limited to sessions. */
class WebhookAccessTest {
  private static final Caller SALES = Callers.of("sales");
  private static final int OWN = 1;
  private static final int OTHERS = 2;
  private static final int OF_ALL = 3;

  private final InMemoryDeployment deployment = new InMemoryDeployment();

  private final List<ApiHandler> onOneWebhook =
      List.of(
          new GetWebhook(deployment),
          new UpdateWebhook(deployment),
          new DeleteWebhook(deployment),
          new TestWebhook(withoutReceivers()),
          new ListDeliveries(deployment),
          new Redeliver(deployment));

  private InMemoryDeployment withoutReceivers() {
    deployment.receivers =
        _ -> {
          throw new AssertionError("sent");
        };
    return deployment;
  }

  WebhookAccessTest() {
    deployment.store(Examples.loopback("sales"));
    deployment.store(Examples.loopback("desk"));
    save(OWN, Optional.of("sales"));
    save(OTHERS, Optional.of("desk"));
    save(OF_ALL, Optional.empty());
  }

  @Test
  void aWebhookOfAnotherSessionIsNotFound() {
    for (ApiHandler handler : onOneWebhook) {
      assertThat(call(OTHERS).to(handler).problem())
          .as(handler.toString())
          .isEqualTo("404 webhook_not_found");
    }
    assertThat(deployment.webhooks.find(Examples.webhook(OTHERS).id())).isPresent();
  }

  @Test
  void aWebhookOfAllSessionsIsForbidden() {
    for (ApiHandler handler : onOneWebhook) {
      assertThat(call(OF_ALL).to(handler).problem())
          .as(handler.toString())
          .isEqualTo("403 forbidden");
    }
    assertThat(deployment.webhooks.find(Examples.webhook(OF_ALL).id())).isPresent();
  }

  @Test
  void aWebhookOfTheKeysSessionIsAccessible() {
    assertThat(call(OWN).to(onOneWebhook.getFirst()).status()).isEqualTo(200);
    assertThat(call(OWN).body("{\"label\":\"x\"}").to(onOneWebhook.get(1)).status()).isEqualTo(200);
    assertThat(call(OWN).to(onOneWebhook.get(2)).status()).isEqualTo(200);
  }

  @Test
  void itCannotBeMovedToAnotherSessionOrToAllSessions() {
    for (String session : List.of("\"sales\"", "\"desk\"", "\"nobody\"", "null")) {
      assertThat(call(OWN).body("{\"session\":" + session + "}").to(onOneWebhook.get(1)).problem())
          .isEqualTo("400 invalid_value session");
    }
    assertThat(
            deployment.webhooks.find(Examples.webhook(OWN).id()).orElseThrow().settings().session())
        .contains(new SessionName("sales"));
  }

  /** A webhook that had been moved showed and redelivered them to its new owner. */
  @Test
  void deliveriesOfAnotherSessionAreNotShownAndNotRedelivered() {
    Delivery desks = Examples.delivery(OWN, "a", 1, Optional.of(new SessionName("desk")));
    Delivery sales = Examples.delivery(OWN, "a", 2, Optional.of(new SessionName("sales")));
    Delivery deployments = Examples.delivery(OWN, "a", 3, Optional.empty());
    for (Delivery delivery : List.of(desks, sales, deployments)) {
      deployment.lanes.note(
          new DeliveryRecord(
              delivery, new DeliveryStatus.Delivered(), List.of(), Optional.empty()));
    }

    assertThat(call(OWN).to(new ListDeliveries(deployment)).list())
        .extracting(shown -> shown.path("id").stringValue())
        .containsExactly(deployments.id().toString(), sales.id().toString());
    var redeliver = new Redeliver(deployment);
    assertThat(call(OWN).path("deliveryId", desks.id().toString()).to(redeliver).problem())
        .isEqualTo("404 delivery_not_found");
    assertThat(call(OWN).path("deliveryId", sales.id().toString()).to(redeliver).status())
        .isEqualTo(202);
    assertThat(deployment.retries.redeliveries()).containsExactly(sales.id());
  }

  @Test
  void listsAreFilteredAndPagesAreFull() {
    deployment.webhookStore = withoutList();
    for (int id = 4; id < 12; id++) {
      save(id, Optional.of(id % 2 == 0 ? "sales" : "desk"));
    }
    var listWebhooks = new ListWebhooks(deployment);

    var first = new Call().by(SALES).query("limit", "3").to(listWebhooks);
    var second =
        new Call()
            .by(SALES)
            .query("limit", "3")
            .query("cursor", first.json().path("nextCursor").stringValue())
            .to(listWebhooks);

    assertThat(first.list()).extracting(it -> it.path("id").intValue()).containsExactly(1, 4, 6);
    assertThat(second.list()).extracting(it -> it.path("id").intValue()).containsExactly(8, 10);
    assertThat(second.json().path("nextCursor").stringValueOpt()).isEmpty();
  }

  /** The webhooks of all sessions cost a key of one session nothing. */
  private WebhookStore withoutList() {
    return (WebhookStore)
        Proxy.newProxyInstance(
            WebhookStore.class.getClassLoader(),
            new Class<?>[] {WebhookStore.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isNotEqualTo("list");
              return method.invoke(deployment.webhooks, arguments);
            });
  }

  private static Call call(int webhook) {
    return new Call()
        .by(SALES)
        .path("id", Integer.toString(webhook))
        .path("deliveryId", Examples.delivery(1, "a", 1).id().toString())
        .body("{}");
  }

  private void save(int id, Optional<String> session) {
    deployment.webhooks.save(Examples.webhook(id, session.map(SessionName::new)));
  }
}
