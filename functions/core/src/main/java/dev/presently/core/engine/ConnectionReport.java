package dev.presently.core.engine;

import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.session.SessionStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What a remote engine says about its connection, in an event or an answer. {@code at} is the
 * engine's own time of it, empty where it gives none.
 */
public record ConnectionReport(SessionStatus status, Optional<Instant> at, Account account) {
  /** The WhatsApp account of the session, as far as the engine names it. */
  public record Account(
      Optional<PhoneNumber> phoneNumber, Optional<Jid> lid, Optional<String> pushName) {
    public static final Account UNKNOWN =
        new Account(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static ConnectionReport of(SessionStatus status) {
    return new ConnectionReport(status, Optional.empty(), Account.UNKNOWN);
  }

  public ConnectionReport at(Instant time) {
    return new ConnectionReport(status, Optional.of(time), account);
  }

  public ConnectionReport with(Account known) {
    return new ConnectionReport(status, at, known);
  }
}
