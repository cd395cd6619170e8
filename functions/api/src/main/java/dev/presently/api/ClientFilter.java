package dev.presently.api;

import dev.presently.core.client.AdmitClient;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Admits the holder of a client token by the rules of its session. Other callers, and operations
 * that take no client token, pass to the next filter.
 */
final class ClientFilter implements RequestFilter {
  private final Supplier<AdmitClient> clients;
  private final RequestFilter others;

  /** The supplier is called for client tokens only; most functions see none. */
  ClientFilter(Supplier<AdmitClient> clients, RequestFilter others) {
    this.clients = clients;
    this.others = others;
  }

  @Override
  public ApiResponse answer(ApiRequest request, Function<ApiRequest, ApiResponse> next) {
    Optional<Caller.Client> client = request.client();
    if (client.isEmpty() || request.clientAction().isEmpty()) {
      return others.answer(request, next);
    }
    var result =
        clients
            .get()
            .admit(
                client.get().token(),
                client.get().keyFingerprint(),
                request.clientAction().get(),
                request.header("Origin"));
    return switch (result) {
      case AdmitClient.Result.Admitted(var rate) ->
          rate.map(
                  left ->
                      RateLimitFilter.withLimits(
                          next.apply(request), left.limit(), left.remaining()))
              .orElseGet(() -> next.apply(request));
      case AdmitClient.Result.NotValid() ->
          ApiResponse.error(
              401,
              "unauthorized",
              "the client token has expired, or the rules under which it was made are gone");
      case AdmitClient.Result.Disabled() ->
          refused("clients_disabled", "the session's client rules are switched off");
      case AdmitClient.Result.ActionNotAllowed() ->
          refused(
              "action_not_allowed",
              "the session's client rules do not allow " + request.clientAction().get().word());
      case AdmitClient.Result.OriginNotAllowed() ->
          refused(
              "origin_not_allowed",
              "the session's client rules do not allow the request's Origin, or it has none");
      case AdmitClient.Result.TooMany(int limit, int seconds) ->
          RateLimitFilter.withLimits(tooMany(limit, "minute", seconds), limit, 0);
      case AdmitClient.Result.TooManyToday(int limit, int seconds) ->
          tooMany(limit, "day", seconds);
    };
  }

  private static ApiResponse refused(String code, String sentence) {
    return ApiResponse.error(403, code, sentence);
  }

  private static ApiResponse tooMany(int limit, String time, int seconds) {
    return ApiResponse.error(
            429,
            "too_many_requests",
            "more than the %d requests that this client may make in a %s; try again in %d seconds"
                .formatted(limit, time, seconds))
        .with("Retry-After", seconds);
  }
}
