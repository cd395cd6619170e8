package dev.presently.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The template with addresses of uploaded artifacts in the place of its directories, and otherwise
 * as it stands, byte for byte.
 */
final class PackagedTemplate {
  private static final Pattern CODE = Pattern.compile("(?m)^(\\s+CodeUri: )(\\S+)$");

  private PackagedTemplate() {}

  /** Zips each directory once, and hands it to the upload under the key that the template names. */
  static String of(Path template, String bucket, BiConsumer<String, byte[]> upload) {
    Map<String, String> keys = new HashMap<>();
    return CODE.matcher(Repository.text(template))
        .replaceAll(
            found -> {
              String key =
                  keys.computeIfAbsent(
                      found.group(2),
                      directory -> {
                        String zip = directory.replaceAll(".*/", "") + ".zip";
                        upload.accept(zip, zipped(template.resolveSibling(directory)));
                        return zip;
                      });
              return found.group(1) + "s3://" + bucket + "/" + key;
            });
  }

  private static byte[] zipped(Path directory) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes);
        var files = Files.walk(directory)) {
      zip.setLevel(Deflater.BEST_SPEED);
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " is not built: mvn package", e);
    }
    return bytes.toByteArray();
  }
}
