package dev.presently.adapters.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.Examples;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.engine.TendRequest;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.TimerQueue.Timer;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Instant SINCE = Instant.parse("2026-01-15T10:30:01.123456789Z");
  private static final DeliveryId DELIVERY = Examples.delivery(3, "a", 1).id();

  @Test
  void theEventTravelsAsAString() {
    var delivery = Examples.delivery(3, "lane", 1, "{\"id\":\"evt_1\",  \"ä\":1.0}");

    assertThat(DeliveryMessage.write(delivery))
        .isEqualTo(
            "{\"delivery\":\"%s\",\"webhookId\":3,\"session\":\"shop\",\"eventId\":\"%s\","
                    .formatted(delivery.id(), delivery.event())
                + "\"event\":\"presence.update\",\"contact\":\"5511999990001@s.whatsapp.net\","
                + "\"requestId\":\"request-1\",\"at\":\"2026-03-02T10:00:01Z\","
                + "\"body\":\"{\\\"id\\\":\\\"evt_1\\\",  \\\"ä\\\":1.0}\"}");
    assertThat(DeliveryMessage.read(DeliveryMessage.write(delivery))).isEqualTo(delivery);
  }

  @Test
  void aTimerKeepsItsTimesToTheNanosecond() {
    var key = PresenceKey.of(new SessionName("sales"), Jid.parse("5511999999999"));
    var timer = new Timer(key, SINCE, SINCE.plusSeconds(25));

    assertThat(TimerMessage.write(timer))
        .isEqualTo(
            "{\"session\":\"sales\",\"contact\":\"5511999999999@s.whatsapp.net\","
                + "\"since\":\"2026-01-15T10:30:01.123456789Z\","
                + "\"due\":\"2026-01-15T10:30:26.123456789Z\"}");
    assertThat(TimerMessage.read(TimerMessage.write(timer))).isEqualTo(timer);
  }

  @Test
  void aTimerOfAParticipantNamesTheGroup() {
    var key =
        new PresenceKey(
            new SessionName("sales"),
            Jid.parse("5511999999999"),
            Optional.of(Jid.parse("120363025246125486@g.us")));
    var timer = new Timer(key, SINCE, SINCE);

    assertThat(TimerMessage.read(TimerMessage.write(timer))).isEqualTo(timer);
  }

  @Test
  void aRetryNamesItsWebhookAndADeliveryToRepeat() {
    var wake = new RetryMessage(new WebhookId(3), Optional.empty());
    var redelivery = new RetryMessage(new WebhookId(3), Optional.of(DELIVERY));

    assertThat(wake.write()).isEqualTo("{\"webhookId\":3}");
    assertThat(redelivery.write())
        .isEqualTo("{\"webhookId\":3,\"delivery\":\"%s\"}".formatted(DELIVERY));
    assertThat(RetryMessage.read(wake.write())).isEqualTo(wake);
    assertThat(RetryMessage.read(redelivery.write())).isEqualTo(redelivery);
  }

  @Test
  void aTendMessageNamesItsSessionAndTheStepOfAPass() {
    TendRequest due = TendRequest.due(new SessionName("sales"));
    TendRequest start = step(Optional.empty());
    TendRequest own = step(Optional.of(""));
    TendRequest later = step(Optional.of("5511999999999@s.whatsapp.net"));

    assertThat(TendMessage.write(due)).isEqualTo("{\"session\":\"sales\"}");
    assertThat(TendMessage.write(later))
        .isEqualTo(
            "{\"session\":\"sales\",\"askBefore\":\"2026-01-15T10:30:01.123456789Z\",\"step\":7,"
                + "\"position\":\"5511999999999@s.whatsapp.net\"}");
    assertThat(List.of(due, start, own, later))
        .allSatisfy(
            request -> assertThat(TendMessage.read(TendMessage.write(request))).isEqualTo(request));
  }

  private static TendRequest step(Optional<String> position) {
    return new TendRequest(
        new SessionName("sales"), Optional.of(new TendRequest.Step(SINCE, 7, position)));
  }

  @Test
  void invalidMessagesAreFaults() {
    assertThatThrownBy(() -> TendMessage.read("{}")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> TendMessage.read("{\"session\":\"sales\",\"askBefore\":\"x\"}"))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> RetryMessage.read("{\"delivery\":\"dlv_1\"}"))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> RetryMessage.read("{\"webhookId\":3,\"delivery\":\"dlv_1\"}"))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> DeliveryMessage.read("{}")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> DeliveryMessage.read("x")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> TimerMessage.read("{\"session\":\"sales\"}"))
        .isInstanceOf(RuntimeException.class);
  }
}
