package dev.presently.local;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its owner can read, where the file system has POSIX permissions. */
final class SecretFile {
  private SecretFile() {}

  /** Does nothing if there is none. */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new CannotStart("Cannot delete " + file + ": " + e.getMessage(), e);
    }
  }

  static void write(Path file, String secret) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        var ownerOnly = PosixFilePermissions.fromString("rw-------");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
      }
      Files.writeString(file, secret + System.lineSeparator());
    } catch (IOException e) {
      throw new CannotStart("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
