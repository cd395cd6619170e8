package dev.presently.adapters.engines;

import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.session.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ways in which an engine's webhook can prove that its sender knows the secret. Nothing here is
 * shared with what verifies.
 */
enum EngineProof {
  WAHA_HEADER("`X-Webhook-Hmac`: HMAC-SHA512") {
    @Override
    IntakeRequest by(String secret) {
      return request("X-Webhook-Hmac", hex("HmacSHA512", secret, BODY), BODY);
    }
  },
  WUZAPI_HEADER("`x-hmac-signature`: HMAC-SHA256") {
    @Override
    IntakeRequest by(String secret) {
      return request("x-hmac-signature", hex("HmacSHA256", secret, BODY), BODY);
    }
  },
  TITAN_HEADER("`X-Webhook-Signature`: `sha256=` HMAC-SHA256") {
    @Override
    IntakeRequest by(String secret) {
      return request("X-Webhook-Signature", "sha256=" + hex("HmacSHA256", secret, BODY), BODY);
    }
  },
  HUB_HEADER("`X-Hub-Signature-256`: `sha256=` HMAC-SHA256") {
    @Override
    IntakeRequest by(String secret) {
      return request("X-Hub-Signature-256", "sha256=" + hex("HmacSHA256", secret, BODY), BODY);
    }
  },
  JWT("`Authorization`: Bearer, a JWT (HS256)") {
    @Override
    IntakeRequest by(String secret) {
      String token =
          base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
              + "."
              + base64("{\"exp\":" + NOW.plusSeconds(60).getEpochSecond() + "}");
      String signature =
          Base64.getUrlEncoder().withoutPadding().encodeToString(mac("HmacSHA256", secret, token));
      return request("Authorization", "Bearer " + token + "." + signature, BODY);
    }

    private static String base64(String text) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }
  },
  PASSWORD("`Authorization`: Basic, the secret is the password") {
    @Override
    IntakeRequest by(String secret) {
      String pair = Base64.getEncoder().encodeToString(bytes("anybody:" + secret));
      return request("Authorization", "Basic " + pair, BODY);
    }
  },
  BODY_TOKEN("`instanceToken` in the body, equal to the secret") {
    @Override
    IntakeRequest by(String secret) {
      return request("X-None", "", "{\"event\":\"x\",\"instanceToken\":\"" + secret + "\"}");
    }
  };

  private static final String BODY = "{\"event\":\"x\"}";
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private final String words;

  EngineProof(String words) {
    this.words = words;
  }

  abstract IntakeRequest by(String secret);

  /** As the page says it. */
  String words() {
    return words;
  }

  /** Under the right secret and no other. */
  boolean isAcceptedBy(EngineEventReader reader) {
    var secret = new Secret(SECRET);
    return reader.isAuthentic(by(SECRET), secret)
        && !reader.isAuthentic(by(SECRET.toUpperCase(Locale.ROOT)), secret);
  }

  private static IntakeRequest request(String header, String value, String body) {
    return new IntakeRequest(
        bytes(body), name -> Optional.of(value).filter(_ -> name.equalsIgnoreCase(header)), NOW);
  }

  private static String hex(String algorithm, String secret, String text) {
    return HexFormat.of().formatHex(mac(algorithm, secret, text));
  }

  private static byte[] mac(String algorithm, String secret, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(bytes(secret), algorithm));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
