package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A caller of the API; each answer is checked against the published contract. */
public final class Api {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final URI baseUrl;
  private final String key;

  /** Comes with this key, unless a call's headers have another Authorization. */
  public Api(URI baseUrl, String key) {
    this.baseUrl = baseUrl;
    this.key = key;
  }

  public static Api of(Deployment deployment) {
    return new Api(deployment.baseUrl(), deployment.apiKey());
  }

  /** A new key that may do everything as often as it likes. */
  public static String newKey(Deployment deployment) {
    Answer made =
        new Api(deployment.baseUrl(), deployment.masterKey())
            .post(
                "/admin/keys",
                "{\"label\":\"scenarios\",\"scopes\":[\"*\"],\"rateLimitPerMinute\":1000000}");
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.data().required("key").stringValue();
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer put(String path, String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  public Answer patch(String path, String body, String... headers) {
    return send("PATCH", path, body, headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, "", headers);
  }

  /** Sends a request; a body is JSON unless a header says otherwise. */
  public Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    request.header("Authorization", "Bearer " + key);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    HttpResponse<String> response = exchange(request.build());
    assertThat(response.headers().firstValue("X-Request-Id"))
        .as(
            "%s %s answered %d without X-Request-Id: %s",
            method, path, response.statusCode(), response.body())
        .isPresent();
    Contract.PUBLISHED.checkAnswer(method, path, response.statusCode(), response.body());
    return new Answer(response.statusCode(), response);
  }

  private static HttpResponse<String> exchange(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
