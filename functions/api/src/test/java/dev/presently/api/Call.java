package dev.presently.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.RequestId;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request as API Gateway hands it to a function, and the function's answer to it. */
public final class Call {
  /** The id of every request. */
  public static final Optional<RequestId> REQUEST =
      Optional.of(new RequestId("0f3c6f0e-8f59-4f6e-9a51-2f6a3f0e7d11"));

  private static final JsonNode TEMPLATE = sample();

  private final ObjectNode event = TEMPLATE.deepCopy().asObject();
  private final ObjectNode headers = event.path("headers").asObject();
  private final ObjectNode path = StrictJson.newObject();
  private final ObjectNode query = StrictJson.newObject();

  public Call method(String method) {
    event.put("httpMethod", method);
    return this;
  }

  /** The whole path. */
  public Call at(String path) {
    event.put("path", path);
    return this;
  }

  /** By a caller with the key of this number and this rate. */
  public Call by(int key, int ratePerMinute) {
    return by(
        new Caller.Holder(
            new KeyId("key_%032x".formatted(key)),
            Grant.everything(),
            new RateLimit(ratePerMinute)));
  }

  /** A path parameter, percent-encoded as API Gateway leaves it. */
  public Call path(String name, String value) {
    return rawPath(name, URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  public Call rawPath(String name, String value) {
    path.put(name, value);
    return this;
  }

  public Call session(String name) {
    return path("session", name);
  }

  public Call chat(String jid) {
    return path("chatId", jid);
  }

  public Call query(String name, String value) {
    query.put(name, value);
    return this;
  }

  public Call header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** A variable of the API's stage. */
  public Call stageVariable(String name, String value) {
    event.putObject("stageVariables").put(name, value);
    return this;
  }

  /** By this caller; the default is a key that may do everything. */
  public Call by(Caller caller) {
    return authorizer(caller.context());
  }

  /** With any authorizer context. */
  Call authorizer(Map<String, String> context) {
    ObjectNode authorizer = event.path("requestContext").asObject().putObject("authorizer");
    context.forEach(authorizer::put);
    return this;
  }

  /** Without an authorizer. */
  public Call byNobody() {
    event.path("requestContext").asObject().remove("authorizer");
    return this;
  }

  /** A JSON body with its content type. */
  public Call body(String json) {
    return header("Content-Type", "application/json").rawBody(json);
  }

  public Call rawBody(String text) {
    event.put("body", text);
    return this;
  }

  public Call base64Body(byte[] bytes) {
    event.put("isBase64Encoded", true);
    return rawBody(Base64.getEncoder().encodeToString(bytes));
  }

  public Answer to(RequestStreamHandler handler) {
    putOrNull("pathParameters", path);
    putOrNull("queryStringParameters", query);
    var out = new ByteArrayOutputStream();
    try {
      var in = new ByteArrayInputStream(StrictJson.bytes(event));
      handler.handleRequest(in, out, new NamedContext("lambda-1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(StrictJson.read(out.toByteArray()));
  }

  private void putOrNull(String name, ObjectNode fields) {
    if (fields.isEmpty()) {
      event.putNull(name);
    } else {
      event.set(name, fields);
    }
  }

  /** The event of a request without parameters and body. */
  static JsonNode sample() {
    try (InputStream in = Call.class.getResourceAsStream("event.json")) {
      return StrictJson.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
