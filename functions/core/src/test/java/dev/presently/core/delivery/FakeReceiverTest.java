package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FakeReceiverTest {
  private static final String KEY = "0123456789abcdef";
  private static final String BODY = "{\"id\":\"evt_1\",\"event\":\"presence.update\"}";

  private final FakeReceiver receiver = FakeReceiver.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    receiver.close();
  }

  @Test
  void answersFollowTheScriptAndThenTheRule() throws Exception {
    receiver.answer(FakeAnswer.status(503).with("Retry-After", "7").saying("later"));
    receiver.alwaysAnswer(FakeAnswer.status(204));

    HttpResponse<String> first = post(BODY, Map.of());

    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("Retry-After")).contains("7");
    assertThat(first.body()).isEqualTo("later");
    assertThat(post(BODY, Map.of()).statusCode()).isEqualTo(204);
    assertThat(receiver.await(2, Duration.ofSeconds(1)).getFirst().body()).isEqualTo(BODY);
  }

  @Test
  void aSignatureCountsOnlyForTheSameBodyKeyAndId() throws Exception {
    post(BODY, signed(KEY, "evt_1", Instant.now()));
    post(BODY + " ", signed(KEY, "evt_1", Instant.now()));
    post(BODY, signed("another key, as long", "evt_1", Instant.now()));
    post(BODY, signed(KEY, "evt_2", Instant.now()));
    post(BODY, signed(KEY, "evt_1", Instant.now().minusSeconds(3600)));
    post(BODY, Map.of());

    assertThat(receiver.received().stream().map(request -> request.isSignedBy(KEY)))
        .containsExactly(true, false, false, false, false, false);
  }

  @Test
  void seqsAreKeptByContactInTheirOrder() throws Exception {
    post(update("\"from\":{\"lid\":\"1\"},\"chatId\":\"1@lid\",\"seq\":2"), Map.of());
    post(update("\"from\":{\"lid\":\"1\"},\"chatId\":\"1@lid\",\"seq\":1"), Map.of());
    post(
        update(
            "\"from\":{\"id\":\"2@g.us\"},\"sender\":{\"lid\":\"1\"},\"chatId\":\"2@g.us\",\"seq\":9"),
        Map.of());

    assertThat(receiver.seqs())
        .isEqualTo(Map.of("sales/1@lid", List.of(2L, 1L), "sales/2@g.us/1", List.of(9L)));
  }

  @Test
  void awaitingMoreThanIsReceivedFails() {
    assertThatThrownBy(() -> receiver.await(1, Duration.ofMillis(20)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("received so far: 0");
  }

  private HttpResponse<String> post(String body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(receiver.url()).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static Map<String, String> signed(String key, String id, Instant at) {
    return SigningKeys.only(new HmacKey(key)).signatureHeaders(id, BODY, at);
  }

  private static String update(String payload) {
    return "{\"id\":\"evt_1\",\"session\":\"sales\",\"payload\":{" + payload + "}}";
  }
}
