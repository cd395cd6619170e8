package dev.presently.api;

import dev.presently.core.access.ApiKey;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import dev.presently.core.access.Scope;
import dev.presently.core.client.ClientToken;
import dev.presently.core.session.SessionName;
import java.time.Instant;
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
 *
 * clientSession       of a client token, which has only these fields
 * ephemeralId
 * chats               as in {@link ClientToken#chatsText}; absent means all
 * expiresAt           seconds since 1970
 * keyFingerprint      of the token key that signed it
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

  /** The holder of a client token, which the session's rules limit at each use. */
  record Client(ClientToken token, String keyFingerprint) implements Caller {}

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
      case Client(var token, var keyFingerprint) -> {
        Map<String, String> context = new LinkedHashMap<>();
        context.put("clientSession", token.client().session().value());
        context.put("ephemeralId", token.client().ephemeralId().value());
        token.chatsText().ifPresent(chats -> context.put("chats", chats));
        context.put("expiresAt", Long.toString(token.expiresAt().getEpochSecond()));
        context.put("keyFingerprint", keyFingerprint);
        yield context;
      }
    };
  }

  /** Empty without an authorizer; a malformed context is our fault, not the caller's. */
  static Optional<Caller> read(JsonNode context) {
    if (context.path("master").stringValueOpt().filter("true"::equals).isPresent()) {
      return Optional.of(new Master());
    }
    try {
      return context
          .path("keyId")
          .stringValueOpt()
          .<Caller>map(id -> holder(id, context))
          .or(() -> context.path("clientSession").stringValueOpt().map(it -> client(it, context)));
    } catch (IllegalArgumentException e) {
      // InvalidValue would become a 400.
      throw new IllegalStateException("malformed authorizer context", e);
    }
  }

  private static Client client(String session, JsonNode context) {
    return new Client(
        new ClientToken(
            new ClientId(
                new SessionName(session),
                new EphemeralId(context.path("ephemeralId").stringValue(""))),
            context.path("chats").stringValueOpt().map(ClientToken::chats),
            Instant.ofEpochSecond(Long.parseLong(context.path("expiresAt").stringValue("")))),
        context.path("keyFingerprint").stringValue(""));
  }

  private static Holder holder(String id, JsonNode context) {
    return new Holder(
        new KeyId(id),
        new Grant(
            words(context.path("scopes").stringValue(""), " ")
                .map(Scope::parse)
                .collect(Collectors.toSet()),
            context
                .path("sessions")
                .stringValueOpt()
                .map(names -> words(names, ",").map(SessionName::new).collect(Collectors.toSet()))),
        new RateLimit(Integer.parseInt(context.path("rateLimitPerMinute").stringValue(""))));
  }

  private static String joined(Stream<String> words, String separator) {
    return words.sorted().collect(Collectors.joining(separator));
  }

  private static Stream<String> words(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).filter(word -> !word.isEmpty());
  }
}
