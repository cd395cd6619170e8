package dev.presently.pages;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A text file of the artifact, as browsers get it.
 *
 * @param contentType with its character set
 * @param eTag with its quotes; derived from the text
 * @param cacheControl at first asks whether it has changed at each use
 */
record StaticFile(String text, String contentType, String eTag, String cacheControl) {
  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "yaml", "application/yaml; charset=utf-8");

  /** Nothing is loaded from another host, no script is inline, and no other page may frame it. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Reads a resource by its absolute path. */
  static StaticFile read(String resource) {
    try (InputStream in = Objects.requireNonNull(StaticFile.class.getResourceAsStream(resource))) {
      byte[] bytes = in.readAllBytes();
      return new StaticFile(
          new String(bytes, StandardCharsets.UTF_8),
          contentType(resource),
          eTag(bytes),
          "no-cache");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, not asked for again for so long. */
  StaticFile cachedFor(Duration age) {
    return new StaticFile(text, contentType, eTag, "public, max-age=" + age.toSeconds());
  }

  private static String contentType(String resource) {
    String extension = resource.substring(resource.lastIndexOf('.') + 1);
    return Objects.requireNonNull(CONTENT_TYPES.get(extension));
  }

  private static String eTag(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without the text where the browser has it already. */
  APIGatewayProxyResponseEvent response(Optional<String> ifNoneMatch) {
    boolean isKnown = ifNoneMatch.filter(tags -> tags.contains(eTag)).isPresent();
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(isKnown ? 304 : 200)
        .withHeaders(
            new HashMap<>(
                Map.of(
                    "Content-Type", contentType,
                    "ETag", eTag,
                    "Cache-Control", cacheControl,
                    "Content-Security-Policy", CONTENT_SECURITY_POLICY,
                    "X-Content-Type-Options", "nosniff",
                    "Referrer-Policy", "no-referrer",
                    "Access-Control-Allow-Origin", "*")))
        .withBody(isKnown ? "" : text);
  }
}
