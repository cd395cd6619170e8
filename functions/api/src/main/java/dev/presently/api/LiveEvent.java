package dev.presently.api;

import dev.presently.core.live.ConnectionId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** API Gateway's event of a live connection that opens, sends or ends. */
public record LiveEvent(JsonNode event) {
  public ConnectionId connection() {
    return new ConnectionId(event.path("requestContext").path("connectionId").stringValue(""));
  }

  /** Where it opens: the client token or the API key of {@code ?token=}, as a header's value. */
  public String authorization() {
    return "Bearer " + event.path("queryStringParameters").path("token").stringValue("");
  }

  /** Where it opens: the origin of the page, which browsers send. */
  public Optional<String> origin() {
    return ApiRequest.header(event, "Origin");
  }

  /** Where it sends: the message. */
  public byte[] message() {
    String body = event.path("body").stringValue("");
    return event.path("isBase64Encoded").booleanValue(false)
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  Optional<String> requestId() {
    return event.path("requestContext").path("requestId").stringValueOpt();
  }
}
