package dev.presently.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The position of each event source in each shard. It is stored after the records up to it were
 * handled, so a crash repeats records but loses none.
 */
final class Checkpoints {
  /** The position of a closed shard that is read to its end. */
  static final String END = "END";

  private final Optional<Path> directory;
  private final Map<String, String> positions = new ConcurrentHashMap<>();

  private Checkpoints(Optional<Path> directory) {
    this.directory = directory;
  }

  static Checkpoints in(Optional<Path> directory) {
    var checkpoints = new Checkpoints(directory);
    directory.ifPresent(checkpoints::load);
    return checkpoints;
  }

  Optional<String> position(String source, String shard) {
    return Optional.ofNullable(positions.get(key(source, shard)));
  }

  void store(String source, String shard, String position) {
    var key = key(source, shard);
    directory.ifPresent(path -> write(path, key, position));
    positions.put(key, position);
  }

  private static String key(String source, String shard) {
    return source + "@" + shard;
  }

  private void load(Path path) {
    try {
      Files.createDirectories(path);
      try (var files = Files.newDirectoryStream(path, "*@*")) {
        for (var file : files) {
          positions.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the file atomically, so that a kill leaves the old position or the new one. */
  private static void write(Path path, String key, String position) {
    try {
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
