package dev.presently.e2e.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An API client that checks the status and ignores the body. */
final class BenchCaller {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI baseUrl;
  private final String key;

  BenchCaller(URI baseUrl, String key) {
    this.baseUrl = baseUrl;
    this.key = key;
  }

  void get(String path) {
    require(request(path).GET().build());
  }

  void post(String path, String json) {
    require(request(path).POST(HttpRequest.BodyPublishers.ofString(json)).build());
  }

  void post(String path, String json, String header, String value) {
    require(
        request(path)
            .header(header, value)
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  boolean answers(String path) {
    try {
      return status(request(path).GET().build()) == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + key);
  }

  /** Whether the answer is a success; there may be none. */
  static boolean isSuccess(HttpRequest request) {
    try {
      return status(request) / 100 == 2;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  static void require(HttpRequest request) {
    int status = status(request);
    if (status / 100 != 2) {
      throw new IllegalStateException(request.method() + " answered " + status);
    }
  }

  /** The body of an answer without a key. */
  static String text(URI url) {
    return send(HttpRequest.newBuilder(url).build()).body();
  }

  private static int status(HttpRequest request) {
    return send(request).statusCode();
  }

  private static HttpResponse<String> send(HttpRequest request) {
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
