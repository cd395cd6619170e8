package dev.presently.core.delivery;

import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookHeader;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** One attempt's signed request. */
public record SignedRequest(
    WebhookId webhook, Destination url, Map<String, String> headers, String body) {
  public SignedRequest {
    headers = Map.copyOf(headers);
  }

  /** Signs this event's body for an attempt that begins now. */
  public static SignedRequest of(
      EventId event, String body, Webhook webhook, String userAgent, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (WebhookHeader header : webhook.settings().headers()) {
      headers.put(header.name(), header.value());
    }
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", userAgent);
    headers.putAll(webhook.keys().signatureHeaders(event.value(), body, now));
    return new SignedRequest(webhook.id(), webhook.url(), headers, body);
  }
}
