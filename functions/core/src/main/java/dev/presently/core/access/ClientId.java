package dev.presently.core.access;

import dev.presently.core.session.SessionName;

/** One holder of client tokens of a session. */
public record ClientId(SessionName session, EphemeralId ephemeralId) implements Requester {}
