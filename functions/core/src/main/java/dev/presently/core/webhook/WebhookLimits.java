package dev.presently.core.webhook;

/**
 * How many webhooks may exist.
 *
 * @param perSession of one session, and the same again of all sessions
 * @param inAll in the deployment
 */
public record WebhookLimits(int perSession, int inAll) {}
