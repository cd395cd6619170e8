package dev.presently.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A directory that one runner at a time keeps its state in. */
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
        throw used(path);
      }
      return new DataDirectory(path, lock);
    } catch (OverlappingFileLockException e) {
      throw used(path);
    } catch (IOException e) {
      throw new CannotStart("Cannot keep data in " + path + ": " + e.getMessage() + ".", e);
    }
  }

  Path dynamoDb() {
    return path.resolve("dynamodb");
  }

  Path sqs() {
    return path.resolve("sqs");
  }

  Path checkpoints() {
    return path.resolve("checkpoints");
  }

  private static CannotStart used(Path path) {
    return new CannotStart("The data directory " + path + " is in use by another runner.");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
