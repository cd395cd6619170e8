package dev.presently.adapters.engines.titan;

import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Titan's status words, which are also Presently's, and the account beside them. */
final class TitanStatus {
  private TitanStatus() {}

  /**
   * From an object with {@code status} and {@code statusReason}; empty if the status is not a known
   * word. A reason that is not known is left out.
   */
  static Optional<ConnectionReport> read(JsonNode session) {
    return word(session.path("status"), State.values())
        .map(state -> new SessionStatus(state, word(session.path("statusReason"), Reason.values())))
        .map(status -> ConnectionReport.of(status).with(account(session)));
  }

  private static <W extends Enum<W>> Optional<W> word(JsonNode text, W[] words) {
    return Arrays.stream(words).filter(word -> word.name().equals(text.asString(""))).findFirst();
  }

  private static ConnectionReport.Account account(JsonNode session) {
    return new ConnectionReport.Account(
        valid(session.path("phoneNumber"), PhoneNumber::parse),
        valid(session.path("lid"), TitanStatus::lid),
        session.path("pushName").stringValueOpt().filter(name -> !name.isBlank()));
  }

  /** A JID in a session, bare digits in an event. */
  private static Jid lid(String text) {
    return text.contains("@") ? Jid.parse(text) : Jid.lid(text);
  }

  private static <T> Optional<T> valid(JsonNode text, Function<String, T> parse) {
    try {
      return text.stringValueOpt().map(parse);
    } catch (InvalidValue e) {
      return Optional.empty();
    }
  }
}
