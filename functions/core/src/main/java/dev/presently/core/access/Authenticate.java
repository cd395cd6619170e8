package dev.presently.core.access;

import dev.presently.core.DependencyFailed;
import dev.presently.core.RecentReads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies a caller by its {@code Authorization} header, {@code Bearer <key>}. Unknown, expired
 * and disabled keys get the same result after the same steps. A key with a wrong checksum costs no
 * read, and neither does one that was refused in the last 30 seconds or accepted in the last 5: a
 * key that is enabled may be refused, and a deleted one accepted, for that long. The checksum key
 * is read again after a minute: one that was replaced, as after a restore of the table, refuses
 * valid keys no longer than that.
 */
public final class Authenticate {
  public sealed interface Result {
    record Holder(ApiKey key) implements Result {}

    record Master() implements Result {}

    record Unknown() implements Result {}
  }

  private static final Pattern BEARER =
      Pattern.compile("bearer +(\\S{1,1024})", Pattern.CASE_INSENSITIVE);

  private static final Duration ACCEPTED_KEPT = Duration.ofSeconds(5);
  private static final Duration REFUSED_KEPT = Duration.ofSeconds(30);
  private static final Duration CHECKSUM_KEY_KEPT = Duration.ofMinutes(1);

  /** The checksum key as it was read. */
  private record Checksums(Optional<ChecksumKey> key, Instant readAt) {
    boolean isCurrent(Instant now) {
      return key.isPresent() && now.isBefore(readAt.plus(CHECKSUM_KEY_KEPT));
    }
  }

  private final KeyStore keys;
  private final ChecksumKeyStore checksumKeys;
  private final MasterKeyStore master;
  private final Clock clock;
  private final RecentReads<KeyHash, ApiKey> recent = new RecentReads<>();
  private volatile Checksums checksums = new Checksums(Optional.empty(), Instant.MIN);

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
    if (!hasChecksum(text, now)) {
      return new Result.Unknown();
    }
    return recent
        .find(hash, now)
        .orElseGet(() -> read(hash, now))
        .value()
        .filter(key -> key.isValid(now))
        .<Result>map(Result.Holder::new)
        .orElseGet(Result.Unknown::new);
  }

  private RecentReads.Read<ApiKey> read(KeyHash hash, Instant now) {
    Optional<ApiKey> valid =
        keys.find(hash.id())
            .filter(key -> key.hash().isSameAs(hash))
            .filter(key -> key.isValid(now));
    valid.filter(key -> key.isLastUseOutdated(now)).ifPresent(key -> recordUse(key, now));
    return recent.put(hash, valid, now.plus(valid.isPresent() ? ACCEPTED_KEPT : REFUSED_KEPT));
  }

  private boolean hasChecksum(KeyText text, Instant now) {
    Checksums current = checksums;
    if (!current.isCurrent(now)) {
      current = new Checksums(checksumKeys.find(), now);
      checksums = current;
    }
    return current.key().filter(text::hasChecksumOf).isPresent();
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
