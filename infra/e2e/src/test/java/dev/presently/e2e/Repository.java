package dev.presently.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things stand, seen from this module. */
final class Repository {
  static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  static final Path EVENTS = Path.of("..", "..", "events");

  private Repository() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
