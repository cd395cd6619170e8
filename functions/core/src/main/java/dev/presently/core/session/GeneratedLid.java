package dev.presently.core.session;

import dev.presently.core.contact.Jid;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The address of a loopback session without a phone number: always the same for the same name. */
final class GeneratedLid {
  private static final BigInteger FIFTEEN_DIGITS = BigInteger.TEN.pow(15);

  private GeneratedLid() {}

  static Jid of(SessionName name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(name.value().getBytes(StandardCharsets.UTF_8));
      return Jid.lid("%015d".formatted(new BigInteger(1, hash).mod(FIFTEEN_DIGITS)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
