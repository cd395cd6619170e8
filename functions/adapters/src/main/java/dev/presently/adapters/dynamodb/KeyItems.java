package dev.presently.adapters.dynamodb;

import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyHash;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.Scope;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a key stands in the Registry table; the key itself stands nowhere.
 *
 * <pre>
 * pk               KEY
 * sk               id
 * revision, write  see {@link Revision}
 * hash             SHA-256 of the key
 * label
 * scopes           list of words
 * sessions         list of names; absent means all
 * active
 * ratePerMinute    number
 * createdAt        time
 * goodUntil        time; absent means for ever (the item stays, so that it is listed)
 * lastUsedAt       time, to the hour
 * </pre>
 */
final class KeyItems {
  static final String PK = "KEY";

  private KeyItems() {}

  static ItemKey key(KeyId id) {
    return new ItemKey(PK, id.value());
  }

  static Item write(ApiKey key) {
    Item item =
        Item.at(key(key.id()))
            .text("hash", key.hash().hex())
            .text("label", key.label())
            .texts("scopes", key.grant().scopes().stream().map(Scope::word).sorted().toList())
            .truth("active", key.isActive())
            .number("ratePerMinute", key.ratePerMinute())
            .text("createdAt", key.createdAt())
            .text("goodUntil", key.expiresAt())
            .text("lastUsedAt", key.lastUsedAt());
    key.grant()
        .sessions()
        .ifPresent(
            names ->
                item.texts("sessions", names.stream().map(SessionName::value).sorted().toList()));
    return item;
  }

  static ApiKey read(Item item) {
    return new ApiKey(
        new KeyHash(item.required("hash")),
        item.required("label"),
        new Grant(scopes(item.texts("scopes")), sessions(item)),
        item.truth("active"),
        Math.toIntExact(item.number("ratePerMinute")),
        item.requiredInstant("createdAt"),
        item.instant("goodUntil"),
        item.instant("lastUsedAt"),
        item.number(Revision.REVISION));
  }

  private static Set<Scope> scopes(List<String> words) {
    return words.stream().map(Scope::parse).collect(Collectors.toSet());
  }

  /** An empty list would be a limit to nothing, not the absence of one. */
  private static Optional<Set<SessionName>> sessions(Item item) {
    return item.has("sessions")
        ? Optional.of(
            item.texts("sessions").stream().map(SessionName::new).collect(Collectors.toSet()))
        : Optional.empty();
  }
}
