package dev.presently.e2e.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where things stand in the repository, and how their names derive from an operation's. */
final class House {
  static final Path ROOT = root(Path.of("").toAbsolutePath());

  private House() {}

  /** {@code SetPresence} becomes {@code set-presence}. */
  static String kebab(String className) {
    return className.replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** {@code setPresence} becomes {@code SetPresence}. */
  static String className(String operationId) {
    return operationId.substring(0, 1).toUpperCase(Locale.ROOT) + operationId.substring(1);
  }

  /** All files below a directory whose names end so; none where the directory is missing. */
  static List<Path> files(Path directory, String ending) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot list " + directory, unreadable);
    }
  }

  private static Path root(Path directory) {
    if (Files.exists(directory.resolve("template.yaml"))) {
      return directory;
    }
    if (directory.getParent() == null) {
      throw new IllegalStateException("no directory above this one holds template.yaml");
    }
    return root(directory.getParent());
  }
}
