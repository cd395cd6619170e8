package dev.presently.api;

import java.util.Locale;
import java.util.stream.Stream;

/** The {@code Prefer} header (RFC 7240), of which one preference means something here. */
final class Prefer {
  static final String RESPOND_ASYNC = "respond-async";

  private Prefer() {}

  /** The caller would rather hear of the end later than wait for it. */
  static boolean isRespondAsync(ApiRequest request) {
    return request.header("Prefer").stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(preference -> preference.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .anyMatch(RESPOND_ASYNC::equals);
  }
}
