package dev.presently.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.DependencyFailed;
import dev.presently.core.InvalidValue;
import dev.presently.core.RequestId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.crac.Core;
import org.crac.Resource;
import tools.jackson.databind.JsonNode;

/**
 * One operation behind API Gateway: reads a REST proxy event, runs the operation and writes its
 * answer. The only place that turns exceptions into answers; a caller never sees a fault's text.
 */
public abstract class ApiHandler implements RequestStreamHandler, Resource {
  /** Lambda answers with at most 6 MB. */
  private static final int MAX_ANSWER_BYTES = 6 * 1024 * 1024;

  private final RequestFilters filters;
  private final Authorization authorization;

  /** Answers the callers that {@link OperationScope} lists for this operation. */
  @SuppressWarnings("this-escape") // Kept weakly, and called when everything is constructed.
  protected ApiHandler(RequestFilters filters) {
    this.filters = filters;
    this.authorization = new Authorization(OperationScope.of(operation()));
    Core.getGlobalContext().register(this);
  }

  ApiHandler(RequestFilters filters, OperationScope scope) {
    this.filters = filters;
    this.authorization = new Authorization(scope);
  }

  /** Answers a request for what does not exist. */
  @Override
  public final void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    String id = Priming.REQUEST_ID;
    Priming.run(
        () -> {
          var request =
              new ApiRequest(
                  Priming.event(operation(), authorization.scope()), authorization.scope());
          ResponseJson.write(answer(request, id), id, Optional.empty());
          prime();
        },
        filters.log()::notPrimed);
  }

  /** Reads what a request for what exists reads besides, but for what does not exist. */
  protected void prime() {}

  @Override
  public final void afterRestore(org.crac.Context<? extends Resource> context) {}

  /** Answers one request; {@link InvalidValue} becomes a 400, {@link DependencyFailed} a 503. */
  protected abstract ApiResponse handle(ApiRequest request);

  /** Whether the operation has a Lambda Function URL beside its route. */
  protected boolean hasFunctionUrl() {
    return false;
  }

  /** How many requests this one counts as at its caller's rate limit. */
  protected int countsAs(ApiRequest request) {
    return 1;
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    long began = System.nanoTime();
    JsonNode read = StrictJson.read(event.readAllBytes());
    if (KeepAlive.is(read)) {
      answer.write(KeepAlive.answer());
      return;
    }
    JsonNode proxy = hasFunctionUrl() ? FunctionUrlEvent.asProxyEvent(read) : read;
    var clientAction = Optional.ofNullable(OperationScope.CLIENT_ACTIONS.get(operation()));
    var request = new ApiRequest(proxy, authorization.scope(), clientAction);
    String requestId = request.id().orElseGet(context::getAwsRequestId);
    ApiResponse response = new RequestId(requestId).during(() -> answer(request, requestId));
    Optional<String> docs = request.apiUrl().map(api -> DocsLink.of(api, this));
    byte[] json = ResponseJson.write(response, requestId, docs);
    if (json.length > MAX_ANSWER_BYTES) {
      response = ApiResponse.error(500, "answer_too_large", "the answer is larger than 6 MB");
      json = ResponseJson.write(response, requestId, docs);
    }
    filters.log().answered(operation(), requestId, response, System.nanoTime() - began);
    answer.write(json);
  }

  private ApiResponse answer(ApiRequest request, String requestId) {
    Supplier<ApiResponse> operation =
        () -> {
          authorization.check(request);
          // A kept answer of a read would go on showing what was erased meanwhile.
          return request.isRead()
              ? handle(request)
              : filters.idempotency().answer(request, this::handle);
        };
    // Caught twice: inside, so that errors carry the rate limit's headers too.
    return caught(
        () ->
            filters
                .rateLimit()
                .answer(request.countingAs(countsAs(request)), _ -> caught(operation, requestId)),
        requestId);
  }

  private ApiResponse caught(Supplier<ApiResponse> answer, String requestId) {
    try {
      return answer.get();
    } catch (RefusedRequest e) {
      return e.answer();
    } catch (InvalidValue e) {
      ApiResponse.Problem problem =
          ApiResponse.error(400, e.code(), String.valueOf(e.getMessage()));
      return e.field().map(problem::at).orElse(problem);
    } catch (DependencyFailed e) {
      filters.log().failed(operation(), requestId, e);
      return Responses.unavailable();
    } catch (Throwable e) {
      filters.log().failed(operation(), requestId, e);
      return ApiResponse.error(500, "internal", "an internal error");
    }
  }

  final String operation() {
    return operation(getClass());
  }

  /** The operation's name: the class name with a small first letter. */
  static String operation(Class<?> handler) {
    String name = handler.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
