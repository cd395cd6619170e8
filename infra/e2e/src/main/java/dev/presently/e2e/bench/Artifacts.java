package dev.presently.e2e.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Sizes of the deployed packages, zipped as for Lambda. */
final class Artifacts {
  private static final List<String> MODULES =
      List.of("api", "stream-relay", "webhook-sender", "pages");

  private Artifacts() {}

  /** Bytes of each zip, by module. */
  static Map<String, Long> sizes(Path project) throws IOException {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (String module : MODULES) {
      sizes.put(module, zipped(project.resolve("functions/" + module + "/target/" + module)));
    }
    return sizes;
  }

  private static long zipped(Path directory) throws IOException {
    var counted = new Counted();
    try (var zip = new ZipOutputStream(counted);
        var files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
    return counted.bytes;
  }

  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int from, int length) {
      bytes += length;
    }
  }
}
