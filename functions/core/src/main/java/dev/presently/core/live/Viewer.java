package dev.presently.core.live;

import dev.presently.core.access.KeyId;
import dev.presently.core.client.ClientToken;
import java.util.Optional;

/** Who opened a live connection. It holds no rights: these are checked at each use. */
public sealed interface Viewer {
  /** The holder of an API key. */
  record OfKey(KeyId key) implements Viewer {}

  /**
   * The holder of a client token.
   *
   * @param origin of the page that opened the connection
   */
  record OfToken(ClientToken token, String keyFingerprint, Optional<String> origin)
      implements Viewer {}
}
