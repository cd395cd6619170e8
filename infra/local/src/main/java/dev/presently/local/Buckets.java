package dev.presently.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The template's buckets as directories, with one file for each object. */
record Buckets(Path directory) {
  /** In the data directory, or in a new directory for temporary files. */
  static Buckets in(Optional<DataDirectory> data) {
    return new Buckets(
        data.map(DataDirectory::buckets)
            .orElseGet(
                () ->
                    Path.of(
                        System.getProperty("java.io.tmpdir"), "presently-" + UUID.randomUUID())));
  }

  void put(String bucket, String key, String content) {
    SecretFile.write(directory.resolve(bucket).resolve(key), content);
  }

  /** All objects of the bucket by key. */
  Map<String, String> objects(String bucket) {
    var root = directory.resolve(bucket);
    var objects = new LinkedHashMap<String, String>();
    if (Files.exists(root)) {
      try (var files = Files.walk(root)) {
        for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
          objects.put(root.relativize(file).toString(), Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return objects;
  }
}
