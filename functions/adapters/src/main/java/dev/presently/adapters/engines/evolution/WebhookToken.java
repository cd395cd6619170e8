package dev.presently.adapters.engines.evolution;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import dev.presently.core.session.Secret;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Set;

/**
 * The JWT with which Evolution authenticates a webhook: HS256 under the header {@code jwt_key} of
 * the webhook's settings, valid for ten minutes.
 */
final class WebhookToken {
  private static final String BEARER = "Bearer ";

  /** Nimbus refuses shorter keys. */
  private static final int LEAST_KEY_BYTES = 32;

  private WebhookToken() {}

  /**
   * Whether this value of {@code Authorization} is a JWT of the secret that has not expired, with
   * 60 s for different clocks. Every algorithm but HS256 is refused.
   */
  static boolean isValid(String authorization, Secret secret, Instant now) {
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return false;
    }
    try {
      SignedJWT token = SignedJWT.parse(authorization.substring(BEARER.length()).strip());
      if (!token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
          || !token.verify(new MACVerifier(key(secret)))) {
        return false;
      }
      new Claims(now).verify(token.getJWTClaimsSet(), null);
      return true;
    } catch (ParseException | JOSEException | BadJWTException e) {
      return false;
    }
  }

  /** HMAC itself fills a short key with zeros (RFC 2104), so that the result is the same. */
  private static byte[] key(Secret secret) {
    byte[] bytes = secret.value().getBytes(StandardCharsets.UTF_8);
    return bytes.length < LEAST_KEY_BYTES ? Arrays.copyOf(bytes, LEAST_KEY_BYTES) : bytes;
  }

  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Instant now;

    Claims(Instant now) {
      super(null, Set.of("exp"));
      this.now = now;
    }

    @Override
    protected Date currentTime() {
      return Date.from(now);
    }
  }
}
