package dev.presently.core.session;

import dev.presently.core.Sha256;
import dev.presently.core.contact.Jid;
import java.math.BigInteger;

/** The LID of a loopback session without a phone number, derived from its name. */
final class GeneratedLid {
  private static final BigInteger FIFTEEN_DIGITS = BigInteger.TEN.pow(15);

  private GeneratedLid() {}

  static Jid of(SessionName name) {
    return Jid.lid(
        "%015d".formatted(new BigInteger(1, Sha256.of(name.value())).mod(FIFTEEN_DIGITS)));
  }
}
