package dev.presently.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The position of each event source in each shard. It is stored after the records up to it were
 * handled, so a crash repeats records but loses none.
 */
final class Checkpoints {
  /** The position of a closed shard that is read to its end. */
  static final String END = "END";

  private final Optional<Path> directory;
  private final Map<String, String> positions = new ConcurrentHashMap<>();

  Checkpoints(Optional<Path> directory) {
    this.directory = directory;
  }

  Optional<String> position(String source, String shard) {
    return Optional.ofNullable(positions.computeIfAbsent(key(source, shard), this::read));
  }

  void store(String source, String shard, String position) {
    var key = key(source, shard);
    directory.ifPresent(path -> write(path, key, position));
    positions.put(key, position);
  }

  private static String key(String source, String shard) {
    return source + "@" + shard;
  }

  private @Nullable String read(String key) {
    try {
      var file = directory.map(path -> path.resolve(key)).filter(Files::exists);
      return file.isPresent() ? Files.readString(file.get()) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the file atomically, so that a kill leaves the old position or the new one. */
  private static void write(Path path, String key, String position) {
    try {
      Files.createDirectories(path);
      var fresh = path.resolve("." + key);
      Files.writeString(fresh, position);
      Files.move(
          fresh,
          path.resolve(key),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
