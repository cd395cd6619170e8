package dev.presently.adapters.http;

import dev.presently.core.DependencyFailed;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * One request and its response. It runs in its own thread, so that not even a slow DNS resolver
 * delays the caller beyond the deadline; then the request is aborted.
 */
final class HttpExchange implements Runnable {
  private record Head(int status, Optional<String> retryAfter) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  private final CloseableHttpClient client;
  private final HttpUriRequestBase request;
  private final CompletableFuture<Head> head = new CompletableFuture<>();

  /** True when the body ended by itself or at the limit. */
  private final CompletableFuture<Boolean> complete = new CompletableFuture<>();

  private final BodyStart body;

  HttpExchange(CloseableHttpClient client, HttpUriRequestBase request, int maxBody) {
    this.client = client;
    this.request = request;
    this.body = new BodyStart(maxBody);
  }

  @Override
  public void run() {
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      head.complete(
          new Head(
              response.getCode(),
              Optional.ofNullable(response.getFirstHeader("Retry-After")).map(Header::getValue)));
      if (response.getEntity() != null) {
        read(response.getEntity().getContent());
      }
      complete.complete(true);
    } catch (StatusParser.LargeHeaders e) {
      head.complete(new Head(e.status(), Optional.empty()));
      complete.completeExceptionally(e);
    } catch (Throwable e) {
      head.completeExceptionally(e);
      complete.completeExceptionally(e);
    }
  }

  /** Aborts before close, which would read the rest of the body, however long. */
  private void read(InputStream in) throws IOException {
    boolean ended = body.read(in);
    complete.complete(true);
    if (!ended) {
      request.abort();
    }
  }

  /**
   * Waits for the response, at most for the deadline, and for the body of a 2xx at most so long.
   */
  HttpEnding await(Duration deadline, Duration successBody) {
    long end = System.nanoTime() + deadline.toNanos();
    try {
      Head received = head.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      long left = end - System.nanoTime();
      Optional<HttpFailure> brokenOff =
          awaitBody(received.isSuccess() ? Math.min(left, successBody.toNanos()) : left);
      return new HttpEnding.Answered(received.status(), received.retryAfter(), body, brokenOff);
    } catch (TimeoutException e) {
      request.abort();
      return new HttpEnding.Failed(HttpFailure.NO_ANSWER_IN_TIME);
    } catch (ExecutionException e) {
      return new HttpEnding.Failed(HttpFailure.of(e.getCause()));
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
      throw new DependencyFailed("interrupted during a request", e);
    }
  }

  /** Why the body is not complete; empty if it is. */
  private Optional<HttpFailure> awaitBody(long nanoseconds) throws InterruptedException {
    try {
      complete.get(nanoseconds, TimeUnit.NANOSECONDS);
      return Optional.empty();
    } catch (TimeoutException e) {
      request.abort();
      return Optional.of(HttpFailure.NO_ANSWER_IN_TIME);
    } catch (ExecutionException e) {
      // The status has arrived: whatever is wrong with the body, it does not undo it.
      return Optional.of(
          e.getCause() instanceof IOException fault ? HttpFailure.of(fault) : HttpFailure.BROKEN);
    }
  }
}
