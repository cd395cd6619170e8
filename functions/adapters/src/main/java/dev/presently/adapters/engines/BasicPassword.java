package dev.presently.adapters.engines;

import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.session.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The password of HTTP Basic authentication (RFC 7617). It is the secret of engines that cannot
 * sign but take a webhook URL with a user and password.
 */
public final class BasicPassword {
  private static final String USER = "presently";

  private BasicPassword() {}

  /** The URL with the secret as password, for example {@code https://presently:SECRET@host/}. */
  public static URI inUrl(URI url, Secret secret) {
    return URI.create(
        url.getScheme()
            + "://"
            + USER
            + ":"
            + EngineRequest.segment(secret.value())
            + "@"
            + url.toString().substring(url.getScheme().length() + "://".length()));
  }

  /**
   * Whether the request has the secret as password, with any user; compared in constant time. Some
   * HTTP clients, for example axios, send the password percent-encoded as it stands in the URL.
   */
  public static boolean is(Secret secret, IntakeRequest request) {
    byte[] sent = request.basicPassword().orElse("").getBytes(StandardCharsets.UTF_8);
    return isEqual(secret.value(), sent) || isEqual(EngineRequest.segment(secret.value()), sent);
  }

  private static boolean isEqual(String secret, byte[] sent) {
    return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), sent);
  }
}
