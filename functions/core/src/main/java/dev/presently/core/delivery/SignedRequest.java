package dev.presently.core.delivery;

import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.Header;
import dev.presently.core.webhook.Signatures;
import dev.presently.core.webhook.Webhook;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One attempt's request, ready to be sent: headers by name, the body as it was signed. */
public record SignedRequest(Destination url, Map<String, String> headers, String body) {
  public SignedRequest {
    headers = Map.copyOf(headers);
  }

  /** Signs this delivery for the attempt that begins now. */
  public static SignedRequest of(
      Delivery delivery, Webhook webhook, String userAgent, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : webhook.wishes().headers()) {
      headers.put(header.name(), header.value());
    }
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", userAgent);
    headers.putAll(
        Signatures.headers(webhook.keys(), delivery.event().value(), delivery.body(), now));
    return new SignedRequest(webhook.url(), headers, delivery.body());
  }
}
