package dev.presently.api.session;

import dev.presently.api.FieldPatch;
import dev.presently.api.Fields;
import dev.presently.api.LabelText;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import java.time.Instant;
import java.util.Optional;

/** What a caller wants another of a session: what is not named stays. */
record SessionChanges(
    FieldPatch<PhoneNumber> phoneNumber,
    FieldPatch<Jid> lid,
    FieldPatch<String> pushName,
    Optional<EngineSettings> engine) {
  static SessionChanges read(Fields fields, AllowedPrivateHosts allowed) {
    return new SessionChanges(
        fields.patch("phoneNumber", name -> fields.optional(name, PhoneNumber::parse)),
        fields.patch("lid", name -> fields.optional(name, OwnLid::parse)),
        fields.patch("pushName", name -> fields.optional(name, LabelText::text)),
        fields.object("engine", new EngineInput(allowed)::read));
  }

  Session on(Session before, Instant now) {
    Session.Profile profile = before.profile();
    return before.changed(
        engine.orElse(before.engine()),
        new Session.Profile(
            phoneNumber.on(profile.phoneNumber()),
            lid.on(profile.lid()),
            pushName.on(profile.pushName()),
            profile.proxy(),
            profile.config()),
        now);
  }
}
