package dev.presently.api.webhook;

import dev.presently.api.Fields;
import dev.presently.api.Labelled;
import dev.presently.core.destination.Destination;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.Events;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.Webhook;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a caller says of a webhook that is to be made. */
record NewWebhook(Destination url, Optional<HmacKey> key, Webhook.Wishes wishes) {
  static NewWebhook read(Fields fields, Function<String, Destination> url) {
    return new NewWebhook(
        fields.required("url", url),
        fields.secret("hmacKey", HmacKey::parse),
        new Webhook.Wishes(
            fields.optional("label", Labelled::text),
            fields.patch("session", name -> fields.optional(name, SessionName::parse)).wished(),
            WishesInput.events(fields, "events").orElse(Events.ALL),
            WishesInput.filter(fields, "filter"),
            WishesInput.headers(fields, "headers").orElse(List.of()),
            WishesInput.retries(fields, "retries"),
            fields.truth("coalesce").orElse(true),
            fields.truth("enabled").orElse(true)));
  }
}
