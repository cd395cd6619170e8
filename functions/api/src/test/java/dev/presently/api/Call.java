package dev.presently.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One request as API Gateway hands it to a function, and the function's answer to it. */
public final class Call {
  private static final Json.Obj TEMPLATE = template();

  private final Map<String, Json> event = new LinkedHashMap<>(TEMPLATE.fields());
  private final Map<String, Json> path = new LinkedHashMap<>();
  private final Map<String, Json> query = new LinkedHashMap<>();
  private final Map<String, Json> headers =
      new LinkedHashMap<>(TEMPLATE.object("headers").fields());

  public Call method(String method) {
    event.put("httpMethod", new Json.Text(method));
    return this;
  }

  /** The whole path. */
  public Call at(String path) {
    event.put("path", new Json.Text(path));
    return this;
  }

  /** What the authorizer found: a key with this number and this rate. */
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
    path.put(name, new Json.Text(value));
    return this;
  }

  public Call session(String name) {
    return path("session", name);
  }

  public Call chat(String jid) {
    return path("chatId", jid);
  }

  public Call query(String name, String value) {
    query.put(name, new Json.Text(value));
    return this;
  }

  public Call header(String name, String value) {
    headers.put(name, new Json.Text(value));
    return this;
  }

  /** This caller, as the authorizer tells of it; without a word the call has a key for all. */
  public Call by(Caller caller) {
    return told(caller.context());
  }

  /** Whatever an authorizer told. */
  Call told(Map<String, String> context) {
    Map<String, Json> told = new LinkedHashMap<>();
    context.forEach((name, text) -> told.put(name, new Json.Text(text)));
    return authorizer(Optional.of(new Json.Obj(told)));
  }

  /** No authorizer has spoken. */
  public Call byNobody() {
    return authorizer(Optional.empty());
  }

  private Call authorizer(Optional<Json> told) {
    Map<String, Json> context = new LinkedHashMap<>(TEMPLATE.object("requestContext").fields());
    context.remove("authorizer");
    told.ifPresent(json -> context.put("authorizer", json));
    event.put("requestContext", new Json.Obj(context));
    return this;
  }

  /** A JSON body, said to be one. */
  public Call body(String json) {
    return header("Content-Type", "application/json").rawBody(json);
  }

  public Call rawBody(String text) {
    event.put("body", new Json.Text(text));
    return this;
  }

  public Call base64Body(byte[] bytes) {
    event.put("isBase64Encoded", new Json.Bool(true));
    return rawBody(Base64.getEncoder().encodeToString(bytes));
  }

  public Answer to(RequestStreamHandler handler) {
    event.put("pathParameters", objectOrNull(path));
    event.put("queryStringParameters", objectOrNull(query));
    event.put("headers", new Json.Obj(headers));
    var out = new ByteArrayOutputStream();
    try {
      byte[] json = JsonWriter.text(new Json.Obj(event)).getBytes(StandardCharsets.UTF_8);
      handler.handleRequest(new ByteArrayInputStream(json), out, new NamedContext("lambda-1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(JsonReader.object(out.toByteArray()));
  }

  private static Json objectOrNull(Map<String, Json> fields) {
    return fields.isEmpty() ? new Json.Null() : new Json.Obj(fields);
  }

  private static Json.Obj template() {
    try (InputStream in = Call.class.getResourceAsStream("event.json")) {
      return JsonReader.object(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
