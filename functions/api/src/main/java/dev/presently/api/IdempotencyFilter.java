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
 * Runs a POST with an {@code Idempotency-Key} once and answers its repetitions with the first
 * answer, which is stored encrypted. An answer that could not be stored is still given; a
 * repetition after the lease then runs the operation again.
 */
final class IdempotencyFilter implements RequestFilter {
  private static final String HEADER = "Idempotency-Key";

  private final IdempotencyStore responses;
  private final Supplier<String> leaseIds;
  private final Clock clock;
  private final RequestLog log;

  IdempotencyFilter(
      IdempotencyStore responses, Supplier<String> leaseIds, Clock clock, RequestLog log) {
    this.responses = responses;
    this.leaseIds = leaseIds;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public ApiResponse answer(ApiRequest request, Function<ApiRequest, ApiResponse> next) {
    Optional<String> apiKey = request.bearerToken();
    return id(request)
        .filter(_ -> apiKey.isPresent())
        .map(id -> answer(id, new AnswerSeal(apiKey.get(), id), request, next))
        .orElseGet(() -> next.apply(request));
  }

  private static Optional<IdempotentRequest> id(ApiRequest request) {
    Optional<Caller.Holder> caller = request.holder();
    Optional<String> text = request.header(HEADER);
    if (caller.isEmpty() || text.isEmpty() || !request.method().equals("POST")) {
      return Optional.empty();
    }
    IdempotencyKey key = FieldErrors.text(HEADER, text.get(), IdempotencyKey::parse);
    return Optional.of(
        new IdempotentRequest(caller.get().id(), request.method(), request.path(), key));
  }

  private ApiResponse answer(
      IdempotentRequest id,
      AnswerSeal seal,
      ApiRequest request,
      Function<ApiRequest, ApiResponse> next) {
    String lease = leaseIds.get();
    Fingerprint body = Fingerprint.of(request.rawBody());
    return switch (responses.begin(id, body, lease, clock.instant())) {
      case IdempotencyStore.Result.Begun() -> first(id, seal, lease, request, next);
      case IdempotencyStore.Result.Completed(var stored) -> {
        StoredResponse first = seal.open(stored);
        yield new ApiResponse.Answer(first.status(), first.headers(), first.body());
      }
      case IdempotencyStore.Result.InProgress() ->
          ApiResponse.error(
                  409, "in_progress", "a request with this Idempotency-Key still runs, try again")
              .with("Retry-After", 1);
      case IdempotencyStore.Result.BodyMismatch() ->
          ApiResponse.error(
              409,
              "idempotency_key_reused",
              "this Idempotency-Key came with another body before; take a new one");
    };
  }

  private ApiResponse first(
      IdempotentRequest id,
      AnswerSeal seal,
      String lease,
      ApiRequest request,
      Function<ApiRequest, ApiResponse> next) {
    Optional<StoredResponse> stored = Optional.empty();
    try {
      ApiResponse answer = next.apply(request);
      stored = storable(answer, request).map(seal::close);
      return answer;
    } finally {
      finish(id, lease, stored, request);
    }
  }

  private Optional<StoredResponse> storable(ApiResponse answer, ApiRequest request) {
    if (!(answer instanceof ApiResponse.Answer(int status, var headers, var body))) {
      return Optional.empty();
    }
    var response = new StoredResponse(status, headers, body);
    if (response.isSuccess() && !response.isStorable()) {
      log.tooLargeToKeep(request);
    }
    return Optional.of(response).filter(StoredResponse::isStorable);
  }

  private void finish(
      IdempotentRequest id, String lease, Optional<StoredResponse> stored, ApiRequest request) {
    try {
      stored.ifPresentOrElse(
          response -> responses.complete(id, lease, response, clock.instant()),
          () -> responses.abandon(id, lease));
    } catch (DependencyFailed e) {
      log.wentWithout("keeping the answer", request, e);
    }
  }
}
