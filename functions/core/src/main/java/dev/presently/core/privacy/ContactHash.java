package dev.presently.core.privacy;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for a session's contact where the address must not be said: the first 128 bits of SHA-256
 * of both. Whoever tries all phone numbers finds it again.
 */
public record ContactHash(String value) {
  private static final int BYTES = 16;

  public static ContactHash of(SessionName session, Jid chat) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((session + "#" + chat).getBytes(StandardCharsets.UTF_8));
      return new ContactHash(HexFormat.of().formatHex(hash, 0, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
