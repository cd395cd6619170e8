package dev.presently.adapters.secrets;

import dev.presently.core.DependencyFailed;
import dev.presently.core.access.MasterKey;
import dev.presently.core.access.MasterKeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The master key from Secrets Manager, cached for a minute. The client is made at the first read,
 * because most requests use an API key.
 */
public final class SecretsManagerMasterKey implements MasterKeyStore {
  private static final Duration TTL = Duration.ofMinutes(1);

  private record Cached(Optional<MasterKey> key, Instant until) {}

  private final Supplier<SecretsManagerClient> newClient;
  private final String secret;
  private final Clock clock;
  private @Nullable SecretsManagerClient client;
  private @Nullable Cached cached;

  public SecretsManagerMasterKey(
      Supplier<SecretsManagerClient> newClient, String secret, Clock clock) {
    this.newClient = newClient;
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<MasterKey> current() {
    Instant now = clock.instant();
    if (cached == null || !now.isBefore(cached.until())) {
      cached = new Cached(read(), now.plus(TTL));
    }
    return cached.key();
  }

  private Optional<MasterKey> read() {
    if (client == null) {
      client = newClient.get();
    }
    try {
      return MasterKey.read(client.getSecretValue(get -> get.secretId(secret)).secretString());
    } catch (SdkException e) {
      throw new DependencyFailed("Secrets Manager failed", e);
    }
  }
}
