package dev.presently.core.access;

/** Whose requests are counted for a rate limit. */
public sealed interface Requester permits KeyId, ClientId {}
