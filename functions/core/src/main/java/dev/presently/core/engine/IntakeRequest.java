package dev.presently.core.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** A request of an engine: the raw bytes of its body, its headers by name, when it came. */
public final class IntakeRequest {
  private static final String BASIC = "Basic ";

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

  /** The password of HTTP Basic (RFC 7617), with any user; empty without one or if unreadable. */
  public Optional<String> basicPassword() {
    return header("Authorization")
        .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
        .flatMap(value -> decoded(value.substring(BASIC.length()).strip()))
        .filter(pair -> pair.indexOf(':') >= 0)
        .map(pair -> pair.substring(pair.indexOf(':') + 1));
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public Instant now() {
    return now;
  }
}
