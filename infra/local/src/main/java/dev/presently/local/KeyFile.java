package dev.presently.local;

import java.nio.file.Path;

/** Where the runners of this checkout leave their API keys, for {@code ./presently key}. */
final class KeyFile {
  private KeyFile() {}

  /** That of the runner with this port, beside that of the last one: {@code api-key-8080}. */
  static Path ofPort(Path last, int port) {
    return last.resolveSibling(last.getFileName() + "-" + port);
  }
}
