package dev.presently.api.webhook;

import dev.presently.api.Fields;
import dev.presently.api.LabelText;
import dev.presently.core.destination.Destination;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.EventFilter;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.Webhook;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The body of {@code POST /api/webhooks}. */
record NewWebhook(Destination url, Optional<HmacKey> key, Webhook.WebhookSettings settings) {
  static NewWebhook read(Fields fields, Function<String, Destination> url) {
    return new NewWebhook(
        fields.required("url", url),
        fields.secret("hmacKey", HmacKey::parse),
        new Webhook.WebhookSettings(
            fields.optional("label", LabelText::text),
            fields.patch("session", name -> fields.optional(name, SessionName::parse)).newValue(),
            WebhookSettingsInput.events(fields).orElse(EventFilter.ALL),
            WebhookSettingsInput.filter(fields),
            WebhookSettingsInput.headers(fields).orElse(List.of()),
            WebhookSettingsInput.retries(fields),
            fields.truth("coalesce").orElse(true),
            fields.truth("enabled").orElse(true)));
  }
}
