package dev.presently.core.command;

import dev.presently.core.session.SessionName;
import java.time.Instant;

/**
 * How a queued command ended, and when. The result is what a direct answer's {@code data} or error
 * would have been, as JSON text.
 */
public record CommandResult(
    CorrelationId id, SessionName session, boolean success, String result, Instant at) {}
