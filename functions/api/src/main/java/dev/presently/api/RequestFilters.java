package dev.presently.api;

/**
 * What a request passes on its way to an operation: first the caller's rate, then what it answered
 * to the same request before. Whoever calls without a key passes untouched.
 */
public final class RequestFilters {
  private final RequestLog journal;
  private final RequestFilter rate;
  private final RequestFilter once;

  RequestFilters(RequestLog journal, RequestFilter rate, RequestFilter once) {
    this.journal = journal;
    this.rate = rate;
    this.once = once;
  }

  RequestLog journal() {
    return journal;
  }

  /** Its answers stand around all others, errors as well. */
  RequestFilter rate() {
    return rate;
  }

  RequestFilter once() {
    return once;
  }
}
