package dev.presently.core.access;

import dev.presently.core.DependencyFailed;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies a caller by its {@code Authorization} header, {@code Bearer <key>}. Unknown, expired
 * and disabled keys get the same result after the same steps. A key with a wrong checksum costs no
 * read, and neither does one that was refused in the last 30 seconds, so an enabled one may be
 * refused for that long.
 */
public final class Authenticate {
  public sealed interface Result {
    record Holder(ApiKey key) implements Result {}

    record Master() implements Result {}

    record Unknown() implements Result {}
  }

  private static final Pattern BEARER =
      Pattern.compile("bearer +(\\S{1,1024})", Pattern.CASE_INSENSITIVE);

  private final KeyStore keys;
  private final ChecksumKeyStore checksumKeys;
  private final MasterKeyStore master;
  private final Clock clock;
  private final RefusedKeys refused = new RefusedKeys();
  private volatile Optional<ChecksumKey> checksumKey = Optional.empty();

  public Authenticate(
      KeyStore keys, ChecksumKeyStore checksumKeys, MasterKeyStore master, Clock clock) {
    this.keys = keys;
    this.checksumKeys = checksumKeys;
    this.master = master;
    this.clock = clock;
  }

  public Result authenticate(String authorization) {
    Matcher bearer = BEARER.matcher(authorization);
    if (!bearer.matches()) {
      return new Result.Unknown();
    }
    String text = bearer.group(1);
    return KeyText.read(text).map(this::holder).orElseGet(() -> master(text));
  }

  private Result holder(KeyText text) {
    KeyHash hash = text.hash();
    Instant now = clock.instant();
    if (!hasChecksum(text) || refused.contains(hash, now)) {
      return new Result.Unknown();
    }
    Optional<ApiKey> valid =
        keys.find(hash.id())
            .filter(key -> key.hash().isSameAs(hash))
            .filter(key -> key.isValid(now));
    valid.filter(key -> key.isLastUseOutdated(now)).ifPresent(key -> recordUse(key, now));
    if (valid.isEmpty()) {
      refused.add(hash, now);
    }
    return valid.<Result>map(Result.Holder::new).orElseGet(Result.Unknown::new);
  }

  /** Reads the checksum key until there is one. */
  private boolean hasChecksum(KeyText text) {
    if (checksumKey.isEmpty()) {
      checksumKey = checksumKeys.find();
    }
    return checksumKey.filter(text::hasChecksumOf).isPresent();
  }

  private void recordUse(ApiKey key, Instant now) {
    try {
      keys.save(key.usedAt(now));
    } catch (DependencyFailed e) {
      // Best effort: the next use records it.
    }
  }

  private Result master(String text) {
    return master.current().filter(key -> key.is(text)).isPresent()
        ? new Result.Master()
        : new Result.Unknown();
  }
}
