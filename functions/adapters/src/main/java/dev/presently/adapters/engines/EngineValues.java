package dev.presently.adapters.engines;

import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Typing;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;
import tools.jackson.databind.JsonNode;

/** Reads engines' identities, chat states and times; a time of zero is unknown. */
final class EngineValues {
  /** Years 1 to 9999, which every JSON reader of a webhook can represent. */
  private static final long LATEST_SECOND = 253_402_300_799L;

  private EngineValues() {}

  static Identity identity(Jid who) {
    if (!who.isPerson()) {
      throw new InvalidValue("not a person");
    }
    return Identity.of(who);
  }

  /** The address that was used, linked with the person's other address if there is one. */
  static Identity identity(Jid used, Optional<Jid> other) {
    Identity self = identity(used);
    return other
        .filter(known -> known.isPerson() && known.server() != used.server())
        .map(known -> self.mergedWith(Identity.of(known)))
        .map(both -> new Identity(both.phone(), both.lid(), self.mode()))
        .orElse(self);
  }

  /** WhatsApp's chat state: composing with the medium {@code audio} records a voice note. */
  static Typing typing(String state, Optional<String> media) {
    Typing typing = Typing.parse(state);
    return typing == Typing.COMPOSING && media.filter("audio"::equals).isPresent()
        ? Typing.RECORDING
        : typing;
  }

  static Optional<Instant> seconds(JsonNode number) {
    return time(number, LATEST_SECOND, Instant::ofEpochSecond);
  }

  static Optional<Instant> milliseconds(JsonNode number) {
    return time(number, LATEST_SECOND * 1000, Instant::ofEpochMilli);
  }

  /** ISO 8601 with an offset; Go's zero time is 0001-01-01T00:00:00Z. */
  static Optional<Instant> iso(JsonNode text) {
    try {
      return text.stringValueOpt().map(Instant::parse).filter(EngineValues::isKnown);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static LastSeen lastSeen(Optional<Instant> at) {
    return at.<LastSeen>map(LastSeen.Visible::new).orElse(LastSeen.UNKNOWN);
  }

  private static Optional<Instant> time(
      JsonNode number, long latest, LongFunction<Instant> toInstant) {
    return number
        .decimalValueOpt()
        .filter(value -> value.signum() > 0 && value.compareTo(BigDecimal.valueOf(latest)) <= 0)
        .map(value -> toInstant.apply(value.longValue()))
        .filter(EngineValues::isKnown);
  }

  private static boolean isKnown(Instant at) {
    return at.getEpochSecond() > 0 && at.getEpochSecond() <= LATEST_SECOND;
  }
}
