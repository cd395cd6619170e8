package dev.presently.core.session;

import dev.presently.core.InvalidValue;
import dev.presently.core.destination.Destination;
import java.util.Optional;

/**
 * The engine behind a session: its type, where it answers, its own name for the session, and the
 * secrets between it and us. A remote engine needs a url; {@code loopback} takes none of the four.
 */
public record EngineSettings(
    EngineType type,
    Optional<Destination> url,
    Optional<String> session,
    Optional<Secret> apiKey,
    Optional<Secret> webhookSecret) {
  public static final EngineSettings LOOPBACK =
      new EngineSettings(
          EngineType.LOOPBACK,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public EngineSettings {
    if (type == EngineType.LOOPBACK
        && (url.isPresent()
            || session.isPresent()
            || apiKey.isPresent()
            || webhookSecret.isPresent())) {
      throw new InvalidValue(
          "a loopback engine takes no settings; accepted: {\"type\":\"loopback\"}");
    }
    if (type != EngineType.LOOPBACK && url.isEmpty()) {
      throw new InvalidValue("an engine of type " + type.word() + " needs a url");
    }
  }

  public boolean isLoopback() {
    return type == EngineType.LOOPBACK;
  }
}
