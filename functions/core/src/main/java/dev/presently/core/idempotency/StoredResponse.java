package dev.presently.core.idempotency;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The response to the first request. It may hold a secret; {@code toString} hides it. */
public record StoredResponse(int status, Map<String, String> headers, String body) {
  private static final int MAX_BYTES = 256 * 1024;

  public StoredResponse {
    headers = Map.copyOf(headers);
  }

  /** Errors are not stored, since a retry may succeed, and no bodies over 256 KiB. */
  public boolean isStorable() {
    return isSuccess() && body.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  public StoredResponse withBody(String other) {
    return new StoredResponse(status, headers, other);
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return "StoredResponse[" + status + "]";
  }
}
