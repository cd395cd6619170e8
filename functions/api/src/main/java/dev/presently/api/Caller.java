package dev.presently.api;

import dev.presently.adapters.json.Json;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import dev.presently.core.access.Scope;
import dev.presently.core.session.SessionName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who calls, as the authorizer found out. It travels in the authorizer's context, which API Gateway
 * keeps for a while and hands to each operation as texts.
 *
 * <pre>
 * master              "true" for the master key, which has nothing else
 * keyId               the key's id
 * scopes              words with spaces between them
 * sessions            names with commas between them; absent means all
 * rateLimitPerMinute  a number
 * </pre>
 */
public sealed interface Caller {
  /** Holds the deployment's master key. */
  record Master() implements Caller {}

  /** Holds an API key that is good. */
  record Holder(KeyId id, Grant grant, RateLimit rate) implements Caller {
    public static Holder of(ApiKey key) {
      return new Holder(key.id(), key.grant(), new RateLimit(key.ratePerMinute()));
    }
  }

  /** The context that tells of this caller. */
  default Map<String, String> context() {
    return switch (this) {
      case Master() -> Map.of("master", "true");
      case Holder(var id, var grant, var rate) -> {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("keyId", id.value());
        context.put(
            "scopes",
            grant.scopes().stream().map(Scope::word).sorted().collect(Collectors.joining(" ")));
        grant
            .sessions()
            .ifPresent(
                names ->
                    context.put(
                        "sessions",
                        names.stream()
                            .map(SessionName::value)
                            .sorted()
                            .collect(Collectors.joining(","))));
        context.put("rateLimitPerMinute", Integer.toString(rate.perMinute()));
        yield context;
      }
    };
  }

  /** Empty where no authorizer has spoken; what makes no sense is no fault of whoever calls. */
  static Optional<Caller> read(Json.Obj context) {
    if (context.text("master").filter("true"::equals).isPresent()) {
      return Optional.of(new Master());
    }
    return context.text("keyId").map(id -> holder(id, context));
  }

  private static Holder holder(String id, Json.Obj context) {
    try {
      return new Holder(
          new KeyId(id),
          new Grant(
              words(context.text("scopes").orElse(""), " ")
                  .map(Scope::parse)
                  .collect(Collectors.toSet()),
              context
                  .text("sessions")
                  .map(
                      names ->
                          words(names, ",").map(SessionName::new).collect(Collectors.toSet()))),
          new RateLimit(Integer.parseInt(context.text("rateLimitPerMinute").orElse(""))));
    } catch (IllegalArgumentException e) {
      // Ours, not the caller's: it may not become a 400.
      throw new IllegalStateException("what the authorizer tells is no caller", e);
    }
  }

  private static Stream<String> words(String text, String between) {
    return Arrays.stream(text.split(between, -1)).filter(word -> !word.isEmpty());
  }
}
