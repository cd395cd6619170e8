package dev.presently.core.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a fake receiver answers, and how long it waits before. */
public record FakeAnswer(int status, Map<String, String> headers, String body, Duration delay) {
  public static final FakeAnswer OK = status(200);

  public FakeAnswer {
    headers = Map.copyOf(headers);
  }

  public static FakeAnswer status(int status) {
    return new FakeAnswer(status, Map.of(), "", Duration.ZERO);
  }

  public FakeAnswer with(String header, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(header, value);
    return new FakeAnswer(status, all, body, delay);
  }

  public FakeAnswer saying(String text) {
    return new FakeAnswer(status, headers, text, delay);
  }

  public FakeAnswer after(Duration wait) {
    return new FakeAnswer(status, headers, body, wait);
  }
}
