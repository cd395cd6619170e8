package dev.presently.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.JsonReader;
import dev.presently.core.DependencyFailed;
import dev.presently.core.InvalidValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * One operation behind API Gateway: reads its REST proxy event, lets the operation answer, and
 * writes that answer. Whatever goes wrong becomes an answer here and nowhere else; a caller never
 * sees a fault's text.
 */
public abstract class ApiHandler implements RequestStreamHandler {
  private final RequestFilters entrance;
  private final Authorization admission;

  /** Answers those whom {@link OperationScope} names for this operation. */
  protected ApiHandler(RequestFilters entrance) {
    this.entrance = entrance;
    this.admission = new Authorization(OperationScope.of(operation()));
  }

  ApiHandler(RequestFilters entrance, OperationScope permit) {
    this.entrance = entrance;
    this.admission = new Authorization(permit);
  }

  /** Answers one request; {@link InvalidValue} is a 400, {@link DependencyFailed} a 503. */
  protected abstract ApiResponse handle(ApiRequest request);

  @Override
  public final void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    long began = System.nanoTime();
    var request = new ApiRequest(JsonReader.object(event.readAllBytes()));
    String requestId = request.id().orElseGet(context::getAwsRequestId);
    String operation = operation();
    ApiResponse response = answer(request, operation, requestId);
    entrance.journal().answered(operation, requestId, response, System.nanoTime() - began);
    answer.write(ResponseJson.of(response, requestId).getBytes(StandardCharsets.UTF_8));
  }

  private ApiResponse answer(ApiRequest request, String operation, String requestId) {
    Supplier<ApiResponse> work =
        () -> {
          admission.check(request);
          return entrance.once().answer(request, this::handle);
        };
    return caught(
        () -> entrance.rate().answer(request, _ -> caught(work, operation, requestId)),
        operation,
        requestId);
  }

  private ApiResponse caught(Supplier<ApiResponse> work, String operation, String requestId) {
    try {
      return work.get();
    } catch (RefusedRequest e) {
      return e.answer();
    } catch (InvalidValue e) {
      ApiResponse.Problem problem =
          ApiResponse.error(400, e.code(), String.valueOf(e.getMessage()));
      return e.field().map(problem::at).orElse(problem);
    } catch (DependencyFailed e) {
      entrance.journal().failed(operation, requestId, e);
      return ApiResponse.error(503, "unavailable", "temporarily unavailable, try again");
    } catch (Throwable e) {
      entrance.journal().failed(operation, requestId, e);
      return ApiResponse.error(500, "internal", "an internal error");
    }
  }

  /** The operation's name: the class's, beginning with a small letter. */
  final String operation() {
    String name = getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
