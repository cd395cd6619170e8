package dev.presently.adapters.engines.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.session.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens are made here as jsonwebtoken, Evolution's library, makes them. */
class WebhookTokenTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_787_227_200);
  private static final Secret SECRET = new Secret("a-secret-of-forty-characters-0123456789abc");
  private static final String CLAIMS =
      "{\"iat\":1787227200,\"exp\":1787227800,\"app\":\"evolution\",\"action\":\"webhook\"}";

  private static String token(String header, String claims, String mac, String secret) {
    String signed = base64(header) + "." + base64(claims);
    try {
      Mac signer = Mac.getInstance(mac);
      signer.init(new SecretKeySpec(bytes(secret), mac));
      return signed + "." + encode(signer.doFinal(bytes(signed)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String hs256(String claims, Secret secret) {
    return token("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims, "HmacSHA256", secret.value());
  }

  private static boolean isValid(String token) {
    return isValid(token, NOW);
  }

  private static boolean isValid(String token, Instant now) {
    return WebhookToken.isValid("Bearer " + token, SECRET, now);
  }

  private static String base64(String text) {
    return encode(bytes(text));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aTokenOfTheSecretIsValid() {
    assertThat(isValid(hs256(CLAIMS, SECRET))).isTrue();
  }

  /** The shortest secret has 16 characters, and HS256 of the library wants 32 bytes. */
  @ParameterizedTest
  @ValueSource(ints = {16, 31, 32, 33, 64, 65, 128})
  void aSecretOfAnyLengthVerifies(int length) {
    var secret = new Secret("s".repeat(length));

    assertThat(WebhookToken.isValid("bearer " + hs256(CLAIMS, secret), secret, NOW)).isTrue();
    assertThat(
            WebhookToken.isValid(
                "Bearer " + hs256(CLAIMS, secret), new Secret("s".repeat(length + 1)), NOW))
        .isFalse();
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    assertThat(isValid(hs256(CLAIMS, new Secret("another-secret-of-forty-characters-01234"))))
        .isFalse();
  }

  @Test
  void anExpiredTokenIsRefusedAfterAMinuteForClocks() {
    String token = hs256(CLAIMS, SECRET);

    assertThat(isValid(token, NOW.plusSeconds(659))).isTrue();
    assertThat(isValid(token, NOW.plusSeconds(661))).isFalse();
  }

  @Test
  void aTokenWithoutAnEndIsRefused() {
    assertThat(isValid(hs256("{\"iat\":1787227200}", SECRET))).isFalse();
  }

  @Test
  void aTokenOfTheFutureIsRefused() {
    assertThat(isValid(hs256("{\"nbf\":1787228000,\"exp\":1787228600}", SECRET))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "HS512", "RS256", "hs256", ""})
  void anotherAlgorithmIsRefused(String algorithm) {
    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    String token = token(header, CLAIMS, "HmacSHA256", SECRET.value());

    assertThat(isValid(token)).isFalse();
    assertThat(isValid(token.substring(0, token.lastIndexOf('.') + 1))).isFalse();
    assertThat(isValid(token(header, CLAIMS, "HmacSHA512", SECRET.value()))).isFalse();
  }

  @Test
  void forgedClaimsAreRefused() {
    String[] parts = hs256(CLAIMS, SECRET).split("\\.", -1);

    assertThat(isValid(parts[0] + "." + base64(CLAIMS.replace("7800", "9900")) + "." + parts[2]))
        .isFalse();
    assertThat(isValid(parts[0] + "." + parts[1] + ".")).isFalse();
    assertThat(isValid(parts[0] + "." + parts[1] + "." + encode(new byte[32]))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer ..",
        "Bearer e30.e30.",
        "Bearer \u0000.\u0000.\u0000",
        "Basic cHJlc2VudGx5Og==",
        "Bearer a-secret-of-forty-characters-0123456789abc",
      })
  void garbageIsRefused(String authorization) {
    assertThat(WebhookToken.isValid(authorization, SECRET, NOW)).isFalse();
  }

  @Test
  void aTokenWithoutTheSchemeIsRefused() {
    assertThat(WebhookToken.isValid(hs256(CLAIMS, SECRET), SECRET, NOW)).isFalse();
  }
}
