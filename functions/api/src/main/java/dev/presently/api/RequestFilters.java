package dev.presently.api;

/**
 * The filters before an operation, outermost first: the caller's rate limit, then idempotency. A
 * request without an API key passes both unchanged.
 */
public record RequestFilters(RequestLog log, RequestFilter rateLimit, RequestFilter idempotency) {}
