package dev.presently.api.session;

import dev.presently.api.Fields;
import dev.presently.api.LabelText;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
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
            fields.optional("pushName", LabelText::text),
            fields.json("proxy"),
            fields.json("config")),
        fields.truth("start").orElse(false));
  }

  /** The session as it is made: one that is to be started is stored as such at once. */
  Session at(Instant now) {
    Session made = Session.create(name, engine, profile, now);
    return isStarted ? made.become(SessionStatus.CONNECTED, now) : made;
  }
}
