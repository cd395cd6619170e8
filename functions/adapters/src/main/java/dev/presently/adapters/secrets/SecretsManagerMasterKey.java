package dev.presently.adapters.secrets;

import dev.presently.adapters.settings.AwsAccess;
import dev.presently.adapters.settings.Settings;
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
 * The master key as Secrets Manager keeps it, read when it is first asked for and again when that
 * is a minute ago. Its client is made then too: most callers come with keys of their own.
 */
public final class SecretsManagerMasterKey implements MasterKeyStore {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private record Kept(Optional<MasterKey> key, Instant until) {}

  private final Supplier<SecretsManagerClient> making;
  private final String secret;
  private final Clock clock;
  private @Nullable SecretsManagerClient client;
  private @Nullable Kept kept;

  public SecretsManagerMasterKey(
      Supplier<SecretsManagerClient> making, String secret, Clock clock) {
    this.making = making;
    this.secret = secret;
    this.clock = clock;
  }

  public static SecretsManagerMasterKey of(Settings settings, String secret, Clock clock) {
    return new SecretsManagerMasterKey(
        () ->
            AwsAccess.configure(SecretsManagerClient.builder(), "SECRETS_MANAGER", settings)
                .build(),
        secret,
        clock);
  }

  @Override
  public synchronized Optional<MasterKey> current() {
    Instant now = clock.instant();
    Kept last = kept;
    if (last == null || !now.isBefore(last.until())) {
      last = new Kept(read(), now.plus(KEPT));
      kept = last;
    }
    return last.key();
  }

  private Optional<MasterKey> read() {
    SecretsManagerClient asked = client;
    if (asked == null) {
      asked = making.get();
      client = asked;
    }
    try {
      return MasterKey.read(asked.getSecretValue(get -> get.secretId(secret)).secretString());
    } catch (SdkException e) {
      throw new DependencyFailed("Secrets Manager did not tell the master key", e);
    }
  }
}
