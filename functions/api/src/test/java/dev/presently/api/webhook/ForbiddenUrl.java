package dev.presently.api.webhook;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** A forbidden URL, as written in a JSON string, and why it is refused. */
record ForbiddenUrl(String reason, String url) {
  private static final String SEPARATOR = " |";

  static List<ForbiddenUrl> all() {
    return lines("forbidden-urls.txt").map(ForbiddenUrl::parse).toList();
  }

  /** The lines of a file beside this class that are neither empty nor comments. */
  static Stream<String> lines(String file) {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                ForbiddenUrl.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Control characters are refused in every string of a body, before it is parsed as a URL. */
  String code() {
    return reason.equals("control characters") ? "invalid_value" : "url_not_allowed";
  }

  private static ForbiddenUrl parse(String line) {
    int end = line.indexOf(SEPARATOR);
    String url = line.substring(end + SEPARATOR.length());
    return new ForbiddenUrl(line.substring(0, end), url.startsWith(" ") ? url.substring(1) : url);
  }
}
