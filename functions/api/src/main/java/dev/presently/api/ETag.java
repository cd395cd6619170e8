package dev.presently.api;

import dev.presently.core.Sha256;
import java.util.Map;

/** Answers 304 while nothing changed (RFC 9110, If-None-Match). */
public final class ETag {
  private ETag() {}

  /** The answer with its tag, or 304 when the caller sent the same tag. */
  public static ApiResponse conditional(ApiRequest request, ApiResponse.Answer answer) {
    String tag = '"' + Sha256.hex128(answer.body()) + '"';
    Map<String, String> headers = Map.of("ETag", tag);
    return request.header("If-None-Match").filter(tags -> includes(tags, tag)).isPresent()
        ? new ApiResponse.Answer(304, headers, "")
        : new ApiResponse.Answer(answer.status(), headers, answer.body());
  }

  private static boolean includes(String tags, String tag) {
    for (String each : tags.split(",", -1)) {
      String candidate = each.strip();
      if (candidate.equals("*") || candidate.equals(tag) || candidate.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
