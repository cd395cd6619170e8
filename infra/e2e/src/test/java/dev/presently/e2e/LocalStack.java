package dev.presently.e2e;

import dev.presently.adapters.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * LocalStack's AWS APIs over plain HTTP: it asks for no signature, and the SDK's clients of five
 * services would be the largest part of this module.
 */
record LocalStack(URI endpoint) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The answer of one of the APIs that take a form and answer XML: its members of this list. */
  List<Map<String, String>> query(
      String service, String version, Map<String, String> form, String list) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&", "Version=" + version + "&", ""));
    return Xml.members(send(service, "POST", "/", BodyPublishers.ofString(body)).body(), list);
  }

  JsonNode get(String service, String path) {
    return StrictJson.object(send(service, "GET", path, BodyPublishers.noBody()).body());
  }

  void put(String service, String path, byte[] body) {
    send(service, "PUT", path, BodyPublishers.ofByteArray(body));
  }

  HttpResponse<String> post(String service, String path, String body) {
    return send(service, "POST", path, BodyPublishers.ofString(body));
  }

  /** What a secret of Secrets Manager holds. */
  String secret(String arn) {
    return json("secretsmanager", "GetSecretValue", "{\"SecretId\":\"%s\"}".formatted(arn))
        .path("SecretString")
        .stringValueOpt()
        .orElseThrow();
  }

  /** An EventBridge rule, with its targets. */
  JsonNode rule(String name) {
    JsonNode rule = json("AWSEvents", "DescribeRule", "{\"Name\":\"%s\"}".formatted(name));
    JsonNode targets = json("AWSEvents", "ListTargetsByRule", "{\"Rule\":\"%s\"}".formatted(name));
    return StrictJson.newObject()
        .<ObjectNode>set("rule", rule)
        .set("targets", targets.path("Targets"));
  }

  /** The answer of one of the APIs that take and answer JSON. */
  private JsonNode json(String api, String action, String body) {
    return StrictJson.object(
        send(
                api.equals("AWSEvents") ? "events" : api,
                "POST",
                "/",
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                api + "." + action)
            .body());
  }

  private HttpResponse<String> send(
      String service, String method, String path, BodyPublisher body) {
    return send(service, method, path, body, "Content-Type", "application/x-www-form-urlencoded");
  }

  private HttpResponse<String> send(
      String service, String method, String path, BodyPublisher body, String... headers) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .timeout(Duration.ofMinutes(2))
            .headers(headers)
            // Which service is meant stands in what would be the signature.
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/%s/aws4_request,"
                        .formatted(service)
                    + " SignedHeaders=host, Signature=none")
            .method(method, body)
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "%s %s answered %d: %s"
                .formatted(method, path, response.statusCode(), response.body()));
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
