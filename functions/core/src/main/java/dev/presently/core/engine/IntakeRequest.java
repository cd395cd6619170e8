package dev.presently.core.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A request of an engine: the raw bytes of its body, its headers by name, when it came. */
public record IntakeRequest(byte[] body, Function<String, Optional<String>> headers, Instant now) {
  public Optional<String> header(String name) {
    return headers.apply(name);
  }
}
