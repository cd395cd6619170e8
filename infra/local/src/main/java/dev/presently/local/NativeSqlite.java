package dev.presently.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unpacks the SQLite library that DynamoDB Local loads into a directory of its own. */
final class NativeSqlite {
  private static final String PROPERTY = "sqlite4java.library.path";
  private static final List<String> LIBRARIES =
      List.of(
          "libsqlite4java-linux-amd64.so",
          "libsqlite4java-linux-i386.so",
          "libsqlite4java-osx.dylib",
          "sqlite4java-win32-x64.dll",
          "sqlite4java-win32-x86.dll");

  private static @Nullable Path unpacked;

  private NativeSqlite() {}

  static synchronized void provide() {
    if (System.getProperty(PROPERTY) != null) {
      return;
    }
    try {
      var directory = Files.createTempDirectory("presently-native");
      for (var library : LIBRARIES) {
        unpack(library, directory.resolve(library));
      }
      System.setProperty(PROPERTY, directory.toString());
      unpacked = directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what was unpacked, which nobody needs once it was loaded. */
  static synchronized void remove() {
    var directory = unpacked;
    if (directory == null) {
      return;
    }
    unpacked = null;
    System.clearProperty(PROPERTY);
    LIBRARIES.forEach(library -> directory.resolve(library).toFile().delete());
    directory.toFile().delete();
  }

  private static void unpack(String library, Path target) throws IOException {
    try (var packed = NativeSqlite.class.getResourceAsStream("/native/" + library)) {
      if (packed != null) {
        Files.copy(packed, target);
      }
    }
  }
}
