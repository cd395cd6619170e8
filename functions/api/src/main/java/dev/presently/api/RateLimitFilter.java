package dev.presently.api;

import dev.presently.core.access.EnforceRateLimit;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Limits the requests per minute of each key; every answer says what is left. A read runs while it
 * is counted, and its answer is dropped if the limit is exceeded. When the counter cannot be
 * reached, reads pass and writes are refused.
 */
final class RateLimitFilter implements RequestFilter {
  private static final String LIMIT = "X-RateLimit-Limit";
  private static final String REMAINING = "X-RateLimit-Remaining";

  private final EnforceRateLimit limits;
  private final RequestLog log;

  RateLimitFilter(EnforceRateLimit limits, RequestLog log) {
    this.limits = limits;
    this.log = log;
  }

  @Override
  public ApiResponse answer(ApiRequest request, Function<ApiRequest, ApiResponse> next) {
    Optional<Caller.Holder> caller = request.holder();
    if (caller.isEmpty()) {
      return next.apply(request);
    }
    KeyId key = caller.get().id();
    RateLimit rate = caller.get().rate();
    int requests = request.countsAs();
    Optional<EnforceRateLimit.Result> known = limits.limitWithoutCall(key, rate, requests);
    if (known.isEmpty() && request.isRead()) {
      FutureTask<EnforceRateLimit.Result> limit =
          new FutureTask<>(() -> limits.limit(key, rate, requests));
      Thread.startVirtualThread(limit);
      ApiResponse answer = next.apply(request);
      return answer(request, _ -> answer, result(limit));
    }
    return answer(request, next, known.orElseGet(() -> limits.limit(key, rate, requests)));
  }

  private ApiResponse answer(
      ApiRequest request, Function<ApiRequest, ApiResponse> next, EnforceRateLimit.Result result) {
    return switch (result) {
      case EnforceRateLimit.Result.Allowed(int limit, int remaining) ->
          withLimits(next.apply(request), limit, remaining);
      case EnforceRateLimit.Result.Exceeded(int limit, int seconds) ->
          withLimits(exceeded(limit, seconds), limit, 0);
      case EnforceRateLimit.Result.Unknown(int limit, var why) -> {
        log.wentWithout("the rate limit", request, why);
        ApiResponse answer = request.isRead() ? next.apply(request) : Responses.unavailable();
        yield answer.with(LIMIT, limit);
      }
    };
  }

  private static EnforceRateLimit.Result result(FutureTask<EnforceRateLimit.Result> limit) {
    try {
      return limit.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("unexpected exception", e);
    }
  }

  static ApiResponse withLimits(ApiResponse answer, int limit, int remaining) {
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
}
