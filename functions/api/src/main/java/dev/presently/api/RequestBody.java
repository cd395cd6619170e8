package dev.presently.api;

import dev.presently.adapters.json.QuotedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A request's body before it is parsed: its bytes, size and media type. */
final class RequestBody {
  private static final int MAX_BYTES = 256 * 1024;

  private RequestBody() {}

  static byte[] bytes(JsonNode event) {
    String body = event.path("body").stringValue("");
    return event.path("isBase64Encoded").booleanValue(false)
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  /** The bytes; 413 if too large, 415 for another media type. An absent type is accepted. */
  static byte[] checked(ApiRequest request, Set<String> accepted) {
    byte[] bytes = request.rawBody();
    if (bytes.length > MAX_BYTES) {
      throw new RefusedRequest(
          413,
          "body_too_large",
          "the body is larger than 262144 bytes, which is the most accepted");
    }
    Optional<String> type = mediaType(request);
    if (bytes.length > 0 && type.filter(name -> !accepted.contains(name)).isPresent()) {
      throw new RefusedRequest(
          415,
          "unsupported_media_type",
          "Content-Type must be "
              + String.join(" or ", accepted.stream().sorted().toList())
              + ", not "
              + QuotedText.of(type.get()));
    }
    return bytes;
  }

  /** The media type without its parameters. */
  static Optional<String> mediaType(ApiRequest request) {
    return request
        .header("Content-Type")
        .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }
}
