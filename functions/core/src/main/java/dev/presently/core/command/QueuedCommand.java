package dev.presently.core.command;

/** A command that was answered before it is done. */
public record QueuedCommand(CorrelationId id, Command command) {}
