package dev.presently.api;

import dev.presently.core.access.LimitRate;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds each key to its rate and says in every answer what is left of it. When nobody knows, reads
 * are let through and writes are not.
 */
final class RateLimitFilter implements RequestFilter {
  static final String LIMIT = "X-RateLimit-Limit";
  static final String REMAINING = "X-RateLimit-Remaining";

  private final LimitRate limits;
  private final RequestLog journal;

  RateLimitFilter(LimitRate limits, RequestLog journal) {
    this.limits = limits;
    this.journal = journal;
  }

  @Override
  public ApiResponse answer(ApiRequest request, Function<ApiRequest, ApiResponse> behind) {
    Optional<Caller.Holder> caller = request.holder();
    if (caller.isEmpty()) {
      return behind.apply(request);
    }
    return switch (limits.limit(caller.get().id(), caller.get().rate())) {
      case LimitRate.Result.Allowed(int limit, int remaining) ->
          told(behind.apply(request), limit, remaining);
      case LimitRate.Result.Exceeded(int limit, int seconds) ->
          told(exceeded(limit, seconds), limit, 0);
      case LimitRate.Result.Unknown(int limit, var why) -> {
        journal.wentWithout("the rate limit", request, why);
        ApiResponse answer = request.isRead() ? behind.apply(request) : unknown();
        yield answer.with(LIMIT, limit);
      }
    };
  }

  private static ApiResponse told(ApiResponse answer, int limit, int remaining) {
    return answer.with(LIMIT, limit).with(REMAINING, remaining);
  }

  private static ApiResponse exceeded(int limit, int seconds) {
    return ApiResponse.error(
            429,
            "too_many_requests",
            "more than the %d requests per minute that this key may make; try again in %d seconds"
                .formatted(limit, seconds))
        .with("Retry-After", seconds);
  }

  private static ApiResponse unknown() {
    return ApiResponse.error(503, "unavailable", "temporarily unavailable, try again");
  }
}
