package dev.presently.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;

/** The directory of a runner's state, locked against other runners. */
final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static DataDirectory open(Path chosen) {
    var path = chosen.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      var lock =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        throw inUse(path);
      }
      return new DataDirectory(path, lock);
    } catch (OverlappingFileLockException e) {
      throw inUse(path);
    } catch (IOException e) {
      throw new CannotStart("Cannot store data in " + path + ": " + e.getMessage() + ".", e);
    }
  }

  Path dynamoDb() {
    return path.resolve("dynamodb");
  }

  Path sqs() {
    return path.resolve("sqs");
  }

  Path buckets() {
    return path.resolve("buckets");
  }

  Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** The secret stored under this name; a new one is stored if there is none. */
  String secret(String name, Supplier<String> created) {
    return secret(name)
        .orElseGet(
            () -> {
              var secret = created.get();
              storeSecret(name, secret);
              return secret;
            });
  }

  Optional<String> secret(String name) {
    try {
      var file = path.resolve(name);
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new CannotStart("Cannot read " + name + " in " + path + ": " + e.getMessage(), e);
    }
  }

  void storeSecret(String name, String secret) {
    SecretFile.write(path.resolve(name), secret);
  }

  private static CannotStart inUse(Path path) {
    return new CannotStart("The data directory " + path + " is in use by another runner.");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
