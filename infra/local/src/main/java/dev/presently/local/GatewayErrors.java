package dev.presently.local;

import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers requests that are no HTTP, or no valid URL, in the shape of all errors. */
final class GatewayErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var requestId = UUID.randomUUID().toString();
    var body = body(response.getStatus(), requestId);
    response.getHeaders().put("X-Request-Id", requestId);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(response, true, body, callback);
    return true;
  }

  private static String body(int status, String requestId) {
    return status < 500
        ? json("the request is not valid HTTP", "invalid_request", requestId).toString()
        : json("the runner failed", "internal", requestId).toString();
  }

  static ObjectNode json(String sentence, String code, String requestId) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("error", sentence)
        .put("code", code)
        .put("requestId", requestId);
  }
}
