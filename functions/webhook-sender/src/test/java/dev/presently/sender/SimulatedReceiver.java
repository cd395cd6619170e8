package dev.presently.sender;

import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Outcome.Kind;
import dev.presently.core.delivery.SignedRequest;
import dev.presently.core.webhook.HmacKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One webhook's receiver: keeps every request with its time and what it answered. */
final class SimulatedReceiver {
  enum Mode {
    OK,
    ERROR,
    OVERLOADED,
    ASKS_FOR_TIME,
    TIMEOUT,
    SLOW,
    REFUSED,
    GONE
  }

  record Request(String event, String body, Instant at, boolean accepted) {}

  final List<Request> requests = new ArrayList<>();
  final Set<String> keys = new HashSet<>();
  final List<String> unsigned = new ArrayList<>();
  Mode mode = Mode.OK;

  /** How long an answer takes in this mode. */
  Duration takes() {
    return switch (mode) {
      case TIMEOUT -> Duration.ofSeconds(10);
      case SLOW -> Duration.ofSeconds(3);
      case OK, ERROR, OVERLOADED, ASKS_FOR_TIME, REFUSED, GONE -> Duration.ofMillis(5);
    };
  }

  Outcome answer(SignedRequest request, Instant now) {
    boolean accepted = mode == Mode.OK || mode == Mode.SLOW;
    String event = String.valueOf(request.headers().get("webhook-id"));
    requests.add(new Request(event, request.body(), now, accepted));
    if (keys.stream().noneMatch(key -> isSigned(request, key))) {
      unsigned.add(event);
    }
    return switch (mode) {
      case OK, SLOW -> new Outcome.Delivered(200);
      case GONE -> new Outcome.Permanent(410);
      case TIMEOUT -> Outcome.RetryLater.because(Kind.TIMEOUT);
      case REFUSED -> Outcome.RetryLater.because(Kind.CONNECTION);
      case ERROR -> status(500, Optional.empty());
      case OVERLOADED -> status(503, Optional.empty());
      case ASKS_FOR_TIME -> status(429, Optional.of(Duration.ofSeconds(90)));
    };
  }

  void knows(HmacKey key) {
    keys.add(key.value());
  }

  private static Outcome status(int status, Optional<Duration> retryAfter) {
    return new Outcome.RetryLater(Kind.STATUS, Optional.of(status), retryAfter, Optional.empty());
  }

  private static boolean isSigned(SignedRequest request, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] hash = mac.doFinal(request.body().getBytes(StandardCharsets.UTF_8));
      return ("sha256=" + HexFormat.of().formatHex(hash))
          .equals(request.headers().get("X-Webhook-Signature"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
