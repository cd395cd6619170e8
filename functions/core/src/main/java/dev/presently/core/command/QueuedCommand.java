package dev.presently.core.command;

/** A command to run after the response. */
public record QueuedCommand(CorrelationId id, Command command) {}
