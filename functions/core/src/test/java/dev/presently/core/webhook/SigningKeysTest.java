package dev.presently.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.presently.core.InvalidValue;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  private static final HmacKey OLD = new HmacKey("the-old-key-0123456789");
  private static final HmacKey NEW = new HmacKey("the-new-key-ä-123456789");
  private static final String BODY = "{\"id\":\"evt_1\",\"name\":\"Zoë\"}";

  /** The verifier compares with the time of the machine. */
  private final Instant now = Instant.ofEpochSecond(System.currentTimeMillis() / 1000);

  private static HttpHeaders received(Map<String, String> headers) {
    return HttpHeaders.of(
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))),
        (_, _) -> true);
  }

  private static void verify(HmacKey key, String body, Map<String, String> headers)
      throws Exception {
    new Webhook(key.standardWebhooksSecret()).verify(body, received(headers));
  }

  @Test
  void anIndependentVerifierAcceptsOurSignature() {
    var headers = SigningKeys.only(NEW).signatureHeaders("evt_1", BODY, now);

    assertThatCode(() -> verify(NEW, BODY, headers)).doesNotThrowAnyException();
    assertThatThrownBy(() -> verify(NEW, BODY + " ", headers))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> verify(OLD, BODY, headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void titansHeaderIsTheHexHmacOfTheBody() {
    var headers =
        SigningKeys.only(new HmacKey("0123456789abcdef")).signatureHeaders("evt_1", "hello", now);

    // printf hello | openssl dgst -sha256 -hmac 0123456789abcdef
    assertThat(headers.get("X-Webhook-Signature"))
        .isEqualTo("sha256=713ba20d2e5fdfbc44724244bf2305ed0714f16ecad75df06e9547b5ae43d83a");
  }

  @Test
  void bothKeysSignUntilTheOldOnesTimeIsUp() {
    SigningKeys keys =
        SigningKeys.only(OLD).rotate(NEW, Duration.ofHours(24), now.minusSeconds(10));

    var headers = keys.signatureHeaders("evt_1", BODY, now);

    assertThatCode(() -> verify(OLD, BODY, headers)).doesNotThrowAnyException();
    assertThatCode(() -> verify(NEW, BODY, headers)).doesNotThrowAnyException();
    assertThat(headers.get("webhook-signature").split(" ")).hasSize(2);
    assertThat(keys.live(now.plus(Duration.ofHours(24)))).containsExactly(NEW);
  }

  @Test
  void aThirdKeyDropsTheOldest() {
    HmacKey third = new HmacKey("a-third-key-0123456789");
    SigningKeys keys =
        SigningKeys.only(OLD)
            .rotate(NEW, Duration.ofHours(24), now)
            .rotate(third, Duration.ofHours(24), now);

    assertThat(keys.live(now)).containsExactly(third, NEW);
    assertThat(keys.rotate(OLD, Duration.ZERO, now).live(now)).containsExactly(OLD);
  }

  @Test
  void theSameKeyOnceMoreDropsNone() {
    SigningKeys keys = SigningKeys.only(OLD).rotate(NEW, Duration.ofHours(24), now);

    assertThat(keys.rotate(NEW, Duration.ZERO, now)).isEqualTo(keys);
  }

  @Test
  void aKeyHas16To128CharactersAndIsNeverPrinted() {
    assertThat(NEW).hasToString("***");
    assertThat(new HmacKey("x".repeat(128)).value()).hasSize(128);
    assertThatThrownBy(() -> new HmacKey("x".repeat(15))).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new HmacKey("x".repeat(129))).isInstanceOf(InvalidValue.class);
  }
}
