package dev.presently.local;

import dev.presently.adapters.dynamodb.DynamoDbKeyStore;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.KeyText;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The master key of a runner, and a key that may do everything: made where the runner's table holds
 * none, and known again as long as it stands there.
 *
 * @param api absent where others were made instead, for their texts are kept nowhere
 */
record LocalKeys(String master, Optional<String> api) {
  private static final int UNBOUNDED = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The one that was chosen, else the one of the data directory, else a new one. */
  static String master(Optional<String> chosen, Optional<DataDirectory> data) {
    return chosen.orElseGet(
        () ->
            data.map(directory -> directory.secret("master-key", LocalKeys::random))
                .orElseGet(LocalKeys::random));
  }

  /** Looks into the table that the template's authorizer reads; without an authorizer, nowhere. */
  static LocalKeys of(
      String master, Template template, Services services, Optional<DataDirectory> data) {
    return new LocalKeys(
        master,
        template
            .authorizer()
            .flatMap(authorizer -> template.variable(authorizer.function(), "REGISTRY_TABLE"))
            .map(table -> new DynamoDbKeyStore(services.clients().tables(), table))
            .flatMap(store -> api(store, data)));
  }

  private static Optional<String> api(KeyStore store, Optional<DataDirectory> data) {
    if (store.list(Optional.empty(), 1).items().isEmpty()) {
      var text = KeyText.of(bytes());
      store.save(
          ApiKey.create(
              text.hash(),
              "made at the first start",
              Grant.everything(),
              UNBOUNDED,
              Clock.tickMillis(ZoneOffset.UTC).instant(),
              Optional.empty()));
      data.ifPresent(directory -> directory.keepSecret("api-key", text.value()));
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

  /** Shows neither. */
  @Override
  public String toString() {
    return "LocalKeys";
  }
}
