package dev.presently.e2e;

import java.net.URI;
import java.util.Map;

/** A running Presently, wherever it runs. */
public interface Deployment {
  /** Where the API answers, without a slash at the end. */
  URI baseUrl();

  /** A key that may do everything. */
  String apiKey();

  /** Opens {@code /admin}. */
  String masterKey();

  /** The name under which the deployment reaches this machine. */
  String receiverHost();

  /** Sends a message to the queue of Evolution, in the group of this instance. */
  default void sendFromEvolution(String instance, String body) {
    throw new UnsupportedOperationException();
  }

  /** How many callers it takes at the same time. */
  default int clients() {
    return 50;
  }

  /** What it cannot show, each with the reason that its scenarios are skipped with. */
  default Map<Ability, String> lacks() {
    return Map.of();
  }
}
