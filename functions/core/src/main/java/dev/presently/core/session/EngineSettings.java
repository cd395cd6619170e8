package dev.presently.core.session;

import dev.presently.core.InvalidValue;
import dev.presently.core.destination.Destination;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engine of a session: its type, URL, own name for the session, and shared secrets. A remote
 * engine needs a URL; {@code loopback} takes no settings.
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
    var settings = Stream.of(url, session, apiKey, webhookSecret);
    if (type == EngineType.LOOPBACK && settings.anyMatch(Optional::isPresent)) {
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
