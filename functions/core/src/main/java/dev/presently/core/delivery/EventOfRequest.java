package dev.presently.core.delivery;

import dev.presently.core.RequestId;
import java.util.Optional;

/** An event and the request that caused it, if there was one; the request is not sent. */
public record EventOfRequest(Event event, Optional<RequestId> requestId) {}
