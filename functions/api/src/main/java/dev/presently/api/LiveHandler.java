package dev.presently.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.RequestId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One route of the WebSocket API. API Gateway refuses a connection whose {@code $connect} is not
 * answered with a 2xx; other answers go nowhere. A fault is logged and thrown: Lambda counts it,
 * and API Gateway refuses the connection.
 */
public abstract class LiveHandler implements RequestStreamHandler {
  private final RequestLog log;

  protected LiveHandler(RequestLog log) {
    this.log = log;
  }

  protected abstract ApiResponse handle(LiveEvent event);

  @Override
  public final void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    long began = System.nanoTime();
    JsonNode read = StrictJson.read(event.readAllBytes());
    if (KeepAlive.is(read)) {
      answer.write(KeepAlive.answer());
      return;
    }
    LiveEvent live = new LiveEvent(read);
    String id = live.requestId().orElseGet(context::getAwsRequestId);
    ApiResponse response = new RequestId(id).during(() -> answer(live, id));
    log.answered(operation(), id, response, System.nanoTime() - began);
    answer.write(ResponseJson.write(response, id, Optional.empty()));
  }

  private ApiResponse answer(LiveEvent event, String id) {
    try {
      return handle(event);
    } catch (Throwable e) {
      log.failed(operation(), id, e);
      // Without the cause, whose text could name a contact.
      throw new IllegalStateException("failed; the log has a line with this request id: " + id);
    }
  }

  private String operation() {
    return ApiHandler.operation(getClass());
  }
}
