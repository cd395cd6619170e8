package dev.presently.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Repeats a request as long as the server says when to, and gives every POST an {@code
 * Idempotency-Key}. Only {@link #send} does so.
 */
final class RetryingHttpClient extends HttpClient {
  private static final int ATTEMPTS = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  /** Of the 409s only {@code in_progress} has a {@code Retry-After}. */
  private static final Set<Integer> REPEATABLE = Set.of(409, 429, 503);

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final HttpClient client;
  private final Sleeper sleeper;

  RetryingHttpClient(HttpClient client, Sleeper sleeper) {
    this.client = client;
    this.sleeper = sleeper;
  }

  interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    var repeatable = withIdempotencyKey(request);
    for (int attempt = 1; ; attempt++) {
      var response = client.send(repeatable, handler);
      var pause = pauseAfter(response);
      if (attempt == ATTEMPTS || pause.isEmpty()) {
        return response;
      }
      if (response.body() instanceof InputStream body) {
        body.close();
      }
      sleeper.sleep(pause.get());
    }
  }

  private static HttpRequest withIdempotencyKey(HttpRequest request) {
    if (!request.method().equals("POST")
        || request.headers().firstValue(IDEMPOTENCY_KEY).isPresent()) {
      return request;
    }
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .header(IDEMPOTENCY_KEY, UUID.randomUUID().toString())
        .build();
  }

  private static Optional<Duration> pauseAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> REPEATABLE.contains(response.statusCode()))
        .filter(seconds -> seconds.matches("[0-9]{1,9}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .filter(pause -> pause.compareTo(LONGEST_PAUSE) <= 0);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return client.sendAsync(request, handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
    return client.sendAsync(request, handler, pushed);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }
}
