package dev.presently.core.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A request of an engine: the raw bytes of its body, its headers by name, when it came. */
public final class IntakeRequest {
  private final byte[] body;
  private final Function<String, Optional<String>> headers;
  private final Instant now;

  public IntakeRequest(byte[] body, Function<String, Optional<String>> headers, Instant now) {
    this.body = body.clone();
    this.headers = headers;
    this.now = now;
  }

  public byte[] body() {
    return body.clone();
  }

  public Optional<String> header(String name) {
    return headers.apply(name);
  }

  public Instant now() {
    return now;
  }
}
