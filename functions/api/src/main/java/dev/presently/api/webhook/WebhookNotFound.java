package dev.presently.api.webhook;

import dev.presently.api.ApiResponse;
import dev.presently.core.webhook.WebhookId;

/** The answer where there is no such webhook. */
final class WebhookNotFound {
  private WebhookNotFound() {}

  static ApiResponse.Problem answer(WebhookId id) {
    return ApiResponse.error(404, "webhook_not_found", "there is no webhook " + id);
  }
}
