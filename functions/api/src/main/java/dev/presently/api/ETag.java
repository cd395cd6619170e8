package dev.presently.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Answers 304 while nothing changed (RFC 9110, If-None-Match). */
public final class ETag {
  private static final int BYTES = 16;

  private ETag() {}

  /** The answer with its tag, or 304 when the caller sent the same tag. */
  public static ApiResponse conditional(ApiRequest request, ApiResponse.Answer answer) {
    String tag = '"' + hash(answer.body()) + '"';
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

  private static String hash(String body) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
