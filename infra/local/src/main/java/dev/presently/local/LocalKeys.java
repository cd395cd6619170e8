package dev.presently.local;

import dev.presently.adapters.dynamodb.DynamoDbChecksumKeyStore;
import dev.presently.adapters.dynamodb.DynamoDbKeyStore;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.ChecksumKey;
import dev.presently.core.access.ChecksumKeyStore;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.KeyText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The runner's master key, and an API key of scope {@code *}. The API key is created if the table
 * has none, and found again while the table has it.
 *
 * @param api empty if the table has only other keys, whose texts are not stored
 */
record LocalKeys(String master, Optional<String> api) {
  private static final int UNBOUNDED = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The chosen one, otherwise that of the data directory, otherwise a new one. */
  static String master(Optional<String> chosen, Optional<DataDirectory> data) {
    return chosen.orElseGet(
        () ->
            data.map(directory -> directory.secret("master-key", LocalKeys::random))
                .orElseGet(LocalKeys::random));
  }

  /** Reads the table of the template's authorizer; without an authorizer there is no API key. */
  static LocalKeys of(
      String master, Template template, Services services, Optional<DataDirectory> data) {
    return new LocalKeys(
        master,
        template
            .authorizer()
            .flatMap(authorizer -> template.variable(authorizer.function(), "REGISTRY_TABLE"))
            .flatMap(
                table ->
                    api(
                        new DynamoDbKeyStore(services.clients().tables(), table),
                        new DynamoDbChecksumKeyStore(services.clients().tables(), table),
                        data)));
  }

  private static Optional<String> api(
      KeyStore store, ChecksumKeyStore checksumKeys, Optional<DataDirectory> data) {
    if (store.list(Optional.empty(), 1).items().isEmpty()) {
      var text = KeyText.of(bytes(), checksumKeys.createIfAbsent(ChecksumKey.of(bytes())));
      store.save(
          ApiKey.create(
              text.hash(),
              "made at the first start",
              Grant.everything(),
              UNBOUNDED,
              Clock.tickMillis(ZoneOffset.UTC).instant(),
              Optional.empty()));
      data.ifPresent(directory -> directory.storeSecret("api-key", text.value()));
      return Optional.of(text.value());
    }
    return data.flatMap(directory -> directory.secret("api-key"))
        .flatMap(KeyText::read)
        .filter(text -> store.find(text.hash().id()).isPresent())
        .map(KeyText::value);
  }

  private static String random() {
    return HexFormat.of().formatHex(bytes());
  }

  private static byte[] bytes() {
    var bytes = new byte[KeyText.BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** Without the keys, so that no log contains them. */
  @Override
  public String toString() {
    return "LocalKeys";
  }
}
