package dev.presently.api.session;

import dev.presently.api.Fields;
import dev.presently.api.OwnApi;
import dev.presently.core.InvalidValue;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineSettings.Options;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the engine of a session; its URL must not lead back to this API. */
record EngineInput(RemoteEngines engines, AllowedPrivateHosts allowed, OwnApi ownApi) {
  private static final int MIN_SECRET = 16;
  private static final int MAX_SECRET = 128;

  Optional<EngineSettings> read(Fields fields) {
    return fields.object("engine", this::engine);
  }

  private EngineSettings engine(Fields fields) {
    EngineType type = fields.required("type", this::type);
    boolean needsUrl = engines.find(type).filter(RemoteEngine::needsUrl).isPresent();
    Function<String, Destination> url = text -> ownApi.otherUrl(text, allowed);
    return new EngineSettings(
        type,
        needsUrl ? Optional.of(fields.required("url", url)) : fields.optional("url", url),
        fields.optional("session", Fields::label),
        fields.secret("apiKey", Secret::parse),
        fields.secret("webhookSecret", EngineInput::webhookSecret),
        new Options(
            fields.decimal(
                "subscribePerSecond",
                Options.LEAST_SUBSCRIBE_PER_SECOND,
                Options.MOST_SUBSCRIBE_PER_SECOND),
            seconds(fields, "renewAfterSeconds"),
            seconds(fields, "staleAfterSeconds"),
            fields.truth("configure")));
  }

  private EngineType type(String text) {
    List<EngineType> accepted =
        Stream.concat(Stream.of(EngineType.LOOPBACK), engines.types().stream()).toList();
    return accepted.stream()
        .filter(type -> type.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValue(
                    "not an engine type; accepted: "
                        + accepted.stream()
                            .map(EngineType::word)
                            .collect(Collectors.joining(", "))));
  }

  private static Optional<Duration> seconds(Fields fields, String name) {
    return fields
        .number(
            name,
            Math.toIntExact(Options.LEAST_AFTER.toSeconds()),
            Math.toIntExact(Options.MOST_AFTER.toSeconds()))
        .map(Duration::ofSeconds);
  }

  /** A shorter one that was stored before this rule stays valid. */
  private static Secret webhookSecret(String text) {
    if (text.length() < MIN_SECRET || text.length() > MAX_SECRET) {
      throw new InvalidValue(
          "not a webhook secret; accepted: " + MIN_SECRET + " to " + MAX_SECRET + " characters");
    }
    return new Secret(text);
  }
}
