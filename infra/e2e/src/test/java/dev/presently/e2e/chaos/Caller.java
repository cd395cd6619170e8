package dev.presently.e2e.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A caller of the API that calls again until it has success; JSON comes with single quotes. */
record Caller(URI baseUrl, String key) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration BEFORE_AGAIN = Duration.ofMillis(200);
  private static final int MOST = 100;

  String post(String path, String json) {
    return persist("POST", path, json);
  }

  String patch(String path, String json) {
    return persist("PATCH", path, json);
  }

  private String persist(String method, String path, String json) {
    HttpResponse<String> answer = call(method, path, json);
    for (int i = 0; i < MOST && answer.statusCode() >= 300; i++) {
      LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
      answer = call(method, path, json);
    }
    if (answer.statusCode() >= 300) {
      throw new AssertionError(method + " " + path + ": " + answer.body());
    }
    return answer.body();
  }

  private HttpResponse<String> call(String method, String path, String json) {
    var request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, BodyPublishers.ofString(json.replace('\'', '"')))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key)
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
