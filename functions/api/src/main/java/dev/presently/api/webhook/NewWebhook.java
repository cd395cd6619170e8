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

/** What a caller says of a webhook that is to be made. */
record NewWebhook(Destination url, Optional<HmacKey> key, Webhook.WebhookSettings wishes) {
  static NewWebhook read(Fields fields, Function<String, Destination> url) {
    return new NewWebhook(
        fields.required("url", url),
        fields.secret("hmacKey", HmacKey::parse),
        new Webhook.WebhookSettings(
            fields.optional("label", LabelText::text),
            fields.patch("session", name -> fields.optional(name, SessionName::parse)).wished(),
            WebhookSettingsInput.events(fields, "events").orElse(EventFilter.ALL),
            WebhookSettingsInput.filter(fields, "filter"),
            WebhookSettingsInput.headers(fields, "headers").orElse(List.of()),
            WebhookSettingsInput.retries(fields, "retries"),
            fields.truth("coalesce").orElse(true),
            fields.truth("enabled").orElse(true)));
  }
}
