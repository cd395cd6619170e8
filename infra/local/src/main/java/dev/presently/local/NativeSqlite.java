package dev.presently.local;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sets the path of DynamoDB Local's SQLite library, which the build copies beside this module. */
final class NativeSqlite {
  private static final String PROPERTY = "sqlite4java.library.path";

  private NativeSqlite() {}

  static void provide() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, directory().toString());
    }
  }

  private static Path directory() {
    try {
      var module = NativeSqlite.class.getProtectionDomain().getCodeSource().getLocation();
      var directory = Path.of(module.toURI()).resolveSibling("native");
      if (!Files.isDirectory(directory)) {
        throw new CannotStart("DynamoDB Local's SQLite library is not in " + directory + ".");
      }
      return directory;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
