package dev.presently.api;

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
import tools.jackson.databind.JsonNode;

/**
 * The authenticated caller. The authorizer passes it on in its context, which API Gateway caches
 * and hands to each operation as strings.
 *
 * <pre>
 * master              "true" for the master key, without other fields
 * keyId               the key's id
 * scopes              separated by spaces
 * sessions            names, separated by commas; absent means all
 * rateLimitPerMinute  a number
 * </pre>
 */
public sealed interface Caller {
  /** The deployment's master key. */
  record Master() implements Caller {}

  /** The holder of a valid API key. */
  record Holder(KeyId id, Grant grant, RateLimit rate) implements Caller {
    public static Holder of(ApiKey key) {
      return new Holder(key.id(), key.grant(), new RateLimit(key.ratePerMinute()));
    }
  }

  /** The authorizer context for this caller. */
  default Map<String, String> context() {
    return switch (this) {
      case Master() -> Map.of("master", "true");
      case Holder(var id, var grant, var rate) -> {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("keyId", id.value());
        context.put("scopes", joined(grant.scopes().stream().map(Scope::word), " "));
        grant
            .sessions()
            .map(names -> joined(names.stream().map(SessionName::value), ","))
            .ifPresent(names -> context.put("sessions", names));
        context.put("rateLimitPerMinute", Integer.toString(rate.perMinute()));
        yield context;
      }
    };
  }

  /** Empty without an authorizer; a malformed context is our fault, not the caller's. */
  static Optional<Caller> read(JsonNode context) {
    if (context.path("master").stringValueOpt().filter("true"::equals).isPresent()) {
      return Optional.of(new Master());
    }
    return context.path("keyId").stringValueOpt().map(id -> holder(id, context));
  }

  private static Holder holder(String id, JsonNode context) {
    try {
      return new Holder(
          new KeyId(id),
          new Grant(
              words(context.path("scopes").stringValue(""), " ")
                  .map(Scope::parse)
                  .collect(Collectors.toSet()),
              context
                  .path("sessions")
                  .stringValueOpt()
                  .map(
                      names ->
                          words(names, ",").map(SessionName::new).collect(Collectors.toSet()))),
          new RateLimit(Integer.parseInt(context.path("rateLimitPerMinute").stringValue(""))));
    } catch (IllegalArgumentException e) {
      // InvalidValue would become a 400.
      throw new IllegalStateException("malformed authorizer context", e);
    }
  }

  private static String joined(Stream<String> words, String separator) {
    return words.sorted().collect(Collectors.joining(separator));
  }

  private static Stream<String> words(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).filter(word -> !word.isEmpty());
  }
}
