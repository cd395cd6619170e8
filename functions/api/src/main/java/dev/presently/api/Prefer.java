package dev.presently.api;

import java.util.Locale;
import java.util.stream.Stream;

/** The {@code Prefer} header (RFC 7240); {@code respond-async} is the only preference supported. */
final class Prefer {
  static final String RESPOND_ASYNC = "respond-async";

  private Prefer() {}

  /** Whether the caller asks for a queued command and its result as an event. */
  static boolean isRespondAsync(ApiRequest request) {
    return request.header("Prefer").stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(preference -> preference.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .anyMatch(RESPOND_ASYNC::equals);
  }
}
