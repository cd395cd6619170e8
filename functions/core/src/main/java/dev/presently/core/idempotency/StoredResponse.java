package dev.presently.core.idempotency;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the first request was answered. It may hold a secret; printing it shows nothing of it. */
public record StoredResponse(int status, Map<String, String> headers, String body) {
  private static final int LARGEST = 256 * 1024;

  public StoredResponse {
    headers = Map.copyOf(headers);
  }

  /** No refusal is kept, for it may be mended, and no body over 256 KiB. */
  public boolean isKept() {
    return isSuccess() && body.getBytes(StandardCharsets.UTF_8).length <= LARGEST;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return "FirstAnswer[" + status + "]";
  }
}
