package dev.presently.api;

import dev.presently.core.DependencyFailed;
import dev.presently.core.idempotency.Fingerprint;
import dev.presently.core.idempotency.IdempotencyKey;
import dev.presently.core.idempotency.IdempotencyStore;
import dev.presently.core.idempotency.IdempotentRequest;
import dev.presently.core.idempotency.StoredResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets a POST with an {@code Idempotency-Key} through once, and gives the others its answer. Where
 * an answer could not be kept it is given all the same; a repetition is then done once more, after
 * the lease.
 */
final class IdempotencyFilter implements RequestFilter {
  private static final String HEADER = "Idempotency-Key";

  private final IdempotencyStore answers;
  private final Supplier<String> holders;
  private final Clock clock;
  private final RequestLog journal;

  IdempotencyFilter(
      IdempotencyStore answers, Supplier<String> holders, Clock clock, RequestLog journal) {
    this.answers = answers;
    this.holders = holders;
    this.clock = clock;
    this.journal = journal;
  }

  @Override
  public ApiResponse answer(ApiRequest request, Function<ApiRequest, ApiResponse> behind) {
    return name(request)
        .map(name -> answer(name, request, behind))
        .orElseGet(() -> behind.apply(request));
  }

  private static Optional<IdempotentRequest> name(ApiRequest request) {
    return request
        .holder()
        .filter(_ -> request.method().equals("POST"))
        .flatMap(
            caller ->
                request
                    .header(HEADER)
                    .map(text -> FieldErrors.text(HEADER, text, IdempotencyKey::parse))
                    .map(
                        key ->
                            new IdempotentRequest(
                                caller.id(), request.method(), request.path(), key)));
  }

  private ApiResponse answer(
      IdempotentRequest name, ApiRequest request, Function<ApiRequest, ApiResponse> behind) {
    String holder = holders.get();
    Fingerprint body = Fingerprint.of(request.rawBody());
    return switch (answers.begin(name, body, holder, clock.instant())) {
      case IdempotencyStore.Result.Begun() -> first(name, holder, request, behind);
      case IdempotencyStore.Result.Answered(var answer) ->
          new ApiResponse.Answer(answer.status(), answer.headers(), answer.body());
      case IdempotencyStore.Result.Running() ->
          ApiResponse.error(
              409, "in_progress", "a request with this Idempotency-Key still runs, try again");
      case IdempotencyStore.Result.Reused() ->
          ApiResponse.error(
              409,
              "idempotency_key_reused",
              "this Idempotency-Key came with another body before; take a new one");
    };
  }

  private ApiResponse first(
      IdempotentRequest name,
      String holder,
      ApiRequest request,
      Function<ApiRequest, ApiResponse> behind) {
    Optional<StoredResponse> kept = Optional.empty();
    try {
      ApiResponse answer = behind.apply(request);
      kept = kept(answer, request);
      return answer;
    } finally {
      settle(name, holder, kept, request);
    }
  }

  private Optional<StoredResponse> kept(ApiResponse answer, ApiRequest request) {
    if (!(answer instanceof ApiResponse.Answer(int status, var headers, var body))) {
      return Optional.empty();
    }
    var first = new StoredResponse(status, headers, body);
    if (first.isSuccess() && !first.isKept()) {
      journal.tooLargeToKeep(request);
    }
    return Optional.of(first).filter(StoredResponse::isKept);
  }

  private void settle(
      IdempotentRequest name, String holder, Optional<StoredResponse> kept, ApiRequest request) {
    try {
      kept.ifPresentOrElse(
          answer -> answers.complete(name, holder, answer, clock.instant()),
          () -> answers.abandon(name, holder));
    } catch (DependencyFailed e) {
      journal.wentWithout("keeping the answer", request, e);
    }
  }
}
