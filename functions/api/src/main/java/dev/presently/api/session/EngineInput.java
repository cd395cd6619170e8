package dev.presently.api.session;

import dev.presently.api.Fields;
import dev.presently.api.LabelText;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import java.util.Optional;

/** Reads the engine that a caller wants behind a session. */
record EngineInput(AllowedPrivateHosts allowed) {
  EngineSettings read(Fields fields) {
    EngineType type = fields.required("type", EngineType::parse);
    return new EngineSettings(
        type,
        type == EngineType.LOOPBACK
            ? fields.optional("url", this::url)
            : Optional.of(fields.required("url", this::url)),
        fields.optional("session", LabelText::text),
        fields.secret("apiKey", Secret::parse),
        fields.secret("webhookSecret", Secret::parse));
  }

  private Destination url(String text) {
    return Destination.parse(text, allowed);
  }
}
