package dev.presently.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.presently.client.http.ApiException;
import dev.presently.client.model.EngineIn;
import dev.presently.client.model.EngineType;
import dev.presently.client.model.ErrorAnswer;
import dev.presently.client.model.OwnPresence;
import dev.presently.client.model.Presence;
import dev.presently.client.model.PresenceList;
import dev.presently.client.model.PresenceWord;
import dev.presently.client.model.SessionCreate;
import dev.presently.client.model.SessionStatus;
import dev.presently.client.model.SessionUpdate;
import dev.presently.client.model.Typing;
import dev.presently.client.model.WebhookCreate;
import dev.presently.client.model.WebhookUpdate;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ten operations of a running Presently; .ci/clients runs it. */
class TenCalls {
  private static final String PHONE = "+5511900000001";
  private static final String DESK = "+5511900000002";
  private static final String PHONE_CHAT = "5511900000001@s.whatsapp.net";

  @Test
  void theOperationsAnswerWhatTheDocumentSays() {
    var presently =
        Presently.at(URI.create(System.getenv("PRESENTLY_URL")), System.getenv("PRESENTLY_KEY"));
    var sessions = presently.sessions();
    var webhooks = presently.webhooks();

    assertThat(presently.health().getHealth().getData().getStatus().getValue()).isEqualTo("ok");
    Map.of("java-phone", PHONE, "java-desk", DESK)
        .forEach(
            (name, number) -> {
              var create = new SessionCreate().name(name).start(true).phoneNumber(number);
              assertThat(sessions.createSession(create, null).getData().getStatus())
                  .isEqualTo(SessionStatus.CONNECTED);
            });
    var engine =
        new EngineIn().type(EngineType.WAHA).url(URI.create("https://waha.acme.com")).session("x");
    var shop = sessions.createSession(new SessionCreate().name("java-shop").engine(engine), null);
    assertThat(shop.getData().getEngine().getWebhookSecret()).hasSize(43);
    var renamed = sessions.updateSession("java-shop", new SessionUpdate().pushName("Shop"));
    assertThat(renamed.getData().getPushName()).isEqualTo("Shop");

    var subscribed =
        presently.subscriptions().subscribePresence("java-desk", PHONE_CHAT, null, null).getData();
    assertThat(subscribed.getSuccess()).isTrue();
    var available = new OwnPresence().presence(OwnPresence.PresenceEnum.AVAILABLE);
    presently.presence().setPresence("java-phone", available, null, null);
    var polled = presently.poll("java-desk", PHONE_CHAT);
    assertThat(polled.ifChanged()).map(Presence::getPresence).contains(PresenceWord.AVAILABLE);
    assertThat(polled.ifChanged()).isEmpty();
    assertThat(
            Presently.items(
                cursor -> presently.presence().listPresence("java-desk", 1, cursor, null, null),
                PresenceList::getData,
                PresenceList::getNextCursor))
        .extracting(Presence::getChatId)
        .containsExactly(PHONE_CHAT);
    var typing = new Typing().chatId(DESK);
    var queued =
        presently.presence().sendTyping("java-phone", typing, null, "respond-async").getData();
    assertThat(queued.getCorrelationId()).startsWith("cmd_");

    var create =
        new WebhookCreate()
            .url(URI.create("http://127.0.0.1:9/"))
            .session("java-shop")
            .label("a label");
    var created = webhooks.createWebhook(create, null).getData();
    assertThat(created.getHmacKey()).hasSizeGreaterThan(15);
    var unlabeled = new WebhookUpdate().label(null).enabled(false);
    var updated = webhooks.updateWebhook(created.getId(), unlabeled).getData();
    assertThat(updated.getLabel()).isNull();
    assertThat(updated.getSession()).isEqualTo("java-shop");

    for (String name : List.of("java-phone", "java-desk", "java-shop")) {
      assertThat(sessions.deleteSession(name).getData().getSuccess()).isTrue();
    }
    var refused = catchThrowableOfType(ApiException.class, () -> sessions.getSession("java-phone"));
    assertThat(refused.getCode()).isEqualTo(404);
    assertThat(presently.error(refused)).map(ErrorAnswer::getCode).contains("session_not_found");
  }
}
