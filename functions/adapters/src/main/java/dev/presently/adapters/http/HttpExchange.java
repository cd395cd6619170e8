package dev.presently.adapters.http;

import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. It runs in its own thread, so that not even a slow DNS resolver
 * delays the caller beyond the deadline; then the request is aborted.
 */
final class HttpExchange implements Runnable {
  /** The body of a 2xx is read only so that the connection can be reused. */
  private static final Duration SUCCESS_BODY = Duration.ofMillis(500);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  /** Status and {@code Retry-After}. */
  private record Head(int status, Optional<Duration> retryAfter) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  private final CloseableHttpClient client;
  private final HttpPost request;
  private final Clock clock;
  private final CompletableFuture<Head> head = new CompletableFuture<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private final ResponseExcerpt excerpt = new ResponseExcerpt();

  HttpExchange(CloseableHttpClient client, HttpPost request, Clock clock) {
    this.client = client;
    this.request = request;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      head.complete(
          new Head(
              response.getCode(),
              Optional.ofNullable(response.getFirstHeader("Retry-After"))
                  .flatMap(header -> retryAfter(header.getValue(), clock.instant()))));
      if (response.getEntity() != null) {
        read(response.getEntity().getContent());
      }
    } catch (Throwable e) {
      head.completeExceptionally(e);
    } finally {
      done.countDown();
    }
  }

  /** Aborts before close, which would read the rest of the body, however long. */
  private void read(InputStream body) throws IOException {
    if (!excerpt.read(body)) {
      request.abort();
    }
  }

  /** Waits for the outcome, at most for the deadline. */
  Outcome outcome(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    try {
      Head received = head.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      long left = end - System.nanoTime();
      if (!done.await(
          received.isSuccess() ? Math.min(left, SUCCESS_BODY.toNanos()) : left,
          TimeUnit.NANOSECONDS)) {
        request.abort();
      }
      return outcome(received);
    } catch (TimeoutException e) {
      request.abort();
      return Outcome.RetryLater.because(Outcome.Kind.TIMEOUT);
    } catch (ExecutionException e) {
      return Outcome.RetryLater.because(failure(e.getCause()));
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
      throw new DependencyFailed("interrupted during an attempt", e);
    }
  }

  private Outcome outcome(Head received) {
    if (received.isSuccess()) {
      return new Outcome.Delivered(received.status());
    }
    return received.status() == 410
        ? new Outcome.Permanent(received.status())
        : new Outcome.RetryLater(
            Outcome.Kind.STATUS,
            Optional.of(received.status()),
            received.retryAfter(),
            Optional.of(excerpt.text()).filter(text -> !text.isEmpty()));
  }

  /** RFC 9110 §10.2.3: seconds or an HTTP date; anything else is absent. */
  private static Optional<Duration> retryAfter(String value, Instant now) {
    return SECONDS.matcher(value).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
        : Optional.ofNullable(DateUtils.parseStandardDate(value))
            .map(date -> Duration.between(now, date))
            .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  /** The receiver's failure; a fault of ours is thrown. */
  private static Outcome.Kind failure(@Nullable Throwable fault) {
    return switch (fault) {
      case ConnectionRequestTimeoutException e ->
          throw new DependencyFailed("no connection was free", e);
      case PublicHostChecker.Refused _ -> Outcome.Kind.REFUSED_ADDRESS;
      case UnknownHostException _ -> Outcome.Kind.DNS;
      case InterruptedIOException _ -> Outcome.Kind.TIMEOUT;
      case SSLException _ -> Outcome.Kind.TLS;
      case IOException _ -> Outcome.Kind.CONNECTION;
      case null, default -> throw new IllegalStateException("an attempt broke off", fault);
    };
  }
}
