package dev.presently.adapters.http;

import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * One request and its answer. It runs in a thread of its own, so that nothing in it, be it a slow
 * resolver, keeps the one who waits beyond the deadline; what is left then is aborted.
 */
final class HttpExchange implements Runnable {
  /** A 2xx is decided; its body is read only so that the connection can be used again. */
  private static final Duration REST_OF_A_SUCCESS = Duration.ofMillis(500);

  /** What decides: the status line, and the header that says when to come back. */
  private record Head(int status, Optional<Duration> retryAfter) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  private final CloseableHttpClient client;
  private final HttpPost request;
  private final Clock clock;
  private final CompletableFuture<Head> head = new CompletableFuture<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ResponseExcerpt answer = new ResponseExcerpt();

  HttpExchange(CloseableHttpClient client, HttpPost request, Clock clock) {
    this.client = client;
    this.request = request;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      Header retryAfter = response.getFirstHeader("Retry-After");
      head.complete(
          new Head(
              response.getCode(),
              RetryAfter.read(retryAfter == null ? null : retryAfter.getValue(), clock.instant())));
      if (response.getEntity() != null) {
        read(response.getEntity().getContent());
      }
    } catch (Throwable e) {
      head.completeExceptionally(e);
    } finally {
      over.countDown();
    }
  }

  /** Closing a half-read answer would read it to its end, however long that is: so abort first. */
  private void read(InputStream body) throws IOException {
    if (!answer.read(body)) {
      request.abort();
    }
  }

  /** Waits for the outcome and for no longer than the deadline. */
  Outcome outcome(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    try {
      Head heard = head.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      long left = end - System.nanoTime();
      if (!over.await(
          heard.isSuccess() ? Math.min(left, REST_OF_A_SUCCESS.toNanos()) : left,
          TimeUnit.NANOSECONDS)) {
        request.abort();
      }
      return outcome(heard);
    } catch (TimeoutException e) {
      request.abort();
      return Outcome.RetryLater.because(Outcome.Kind.TIMEOUT);
    } catch (ExecutionException e) {
      return Outcome.RetryLater.because(AttemptFailure.kind(e.getCause()));
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
      throw new DependencyFailed("interrupted during an attempt", e);
    }
  }

  private Outcome outcome(Head heard) {
    if (heard.isSuccess()) {
      return new Outcome.Delivered(heard.status());
    }
    return heard.status() == 410
        ? new Outcome.Permanent(heard.status())
        : new Outcome.RetryLater(
            Outcome.Kind.STATUS,
            Optional.of(heard.status()),
            heard.retryAfter(),
            Optional.of(answer.text()).filter(text -> !text.isEmpty()));
  }
}
