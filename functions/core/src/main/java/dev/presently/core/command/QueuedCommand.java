package dev.presently.core.command;

import dev.presently.core.RequestId;
import java.util.Optional;

/**
 * A command to run after the response.
 *
 * @param requestId the request that sent it
 */
public record QueuedCommand(CorrelationId id, Command command, Optional<RequestId> requestId) {}
