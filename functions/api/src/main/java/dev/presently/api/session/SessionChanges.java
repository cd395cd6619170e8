package dev.presently.api.session;

import dev.presently.api.FieldPatch;
import dev.presently.api.Fields;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import java.time.Instant;
import java.util.Optional;

/** The body of {@code PATCH /api/sessions/{session}}: absent fields keep their value. */
record SessionChanges(
    FieldPatch<PhoneNumber> phoneNumber,
    FieldPatch<Jid> lid,
    FieldPatch<String> pushName,
    Optional<EngineSettings> engine) {
  static SessionChanges read(Fields fields, AllowedPrivateHosts allowed) {
    return new SessionChanges(
        fields.patch("phoneNumber", name -> fields.optional(name, PhoneNumber::parse)),
        fields.patch("lid", name -> fields.optional(name, NewSession::lid)),
        fields.patch("pushName", name -> fields.optional(name, Fields::label)),
        NewSession.engine(fields, allowed));
  }

  Session apply(Session session, Instant now) {
    Session.Profile profile = session.profile();
    return session.changed(
        engine.orElse(session.engine()),
        new Session.Profile(
            phoneNumber.apply(profile.phoneNumber()),
            lid.apply(profile.lid()),
            pushName.apply(profile.pushName()),
            profile.proxy(),
            profile.config()),
        now);
  }
}
