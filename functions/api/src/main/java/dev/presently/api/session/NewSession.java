package dev.presently.api.session;

import dev.presently.api.Fields;
import dev.presently.api.Labelled;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import java.time.Instant;

/** What a caller says of a session that is to be made. */
record NewSession(
    SessionName name, EngineSettings engine, Session.Profile profile, boolean isStarted) {
  static NewSession read(Fields fields, AllowedPrivateHosts allowed) {
    return new NewSession(
        fields.required("name", SessionName::parse),
        fields.object("engine", new EngineInput(allowed)::read).orElse(EngineSettings.LOOPBACK),
        new Session.Profile(
            fields.optional("phoneNumber", PhoneNumber::parse),
            fields.optional("lid", OwnLid::parse),
            fields.optional("pushName", Labelled::text),
            fields.json("proxy"),
            fields.json("config")),
        fields.truth("start").orElse(false));
  }

  Session at(Instant now) {
    return Session.create(name, engine, profile, now);
  }
}
