package dev.presently.adapters.http;

import dev.presently.core.InvalidValue;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Calls receivers over HTTP. One deadline covers DNS, connect, TLS, headers and body. The status
 * decides; redirects are not followed and nothing is retried. Each attempt checks the URL, and each
 * connection checks the addresses that it may use.
 */
public final class HttpReceiverClient implements ReceiverClient, AutoCloseable {
  /** The longest duration of an attempt. */
  public static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** The body of a 2xx is read only so that the connection can be reused. */
  private static final Duration SUCCESS_BODY = Duration.ofMillis(500);

  private static final int MAX_BODY = 16 * 1024;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final CheckedHttpClient client;
  private final Duration deadline;
  private final Clock clock;

  public HttpReceiverClient(PublicHostChecker hosts, Duration deadline, Clock clock) {
    this.client = new CheckedHttpClient(hosts, CONNECT, deadline);
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public Outcome attempt(SignedRequest request) {
    try {
      client.check(request.url());
    } catch (InvalidValue e) {
      return Outcome.RetryLater.because(
          Outcome.Kind.REFUSED_ADDRESS, "no longer allowed: " + e.getMessage());
    }
    return switch (client.start(post(request), MAX_BODY).await(deadline, SUCCESS_BODY)) {
      case HttpEnding.Answered answered -> outcome(answered);
      case HttpEnding.Failed(var why) ->
          Outcome.RetryLater.because(why.kind(), why.reason(CONNECT, deadline));
    };
  }

  @Override
  public void close() {
    client.close();
  }

  private static HttpUriRequestBase post(SignedRequest request) {
    var post = CheckedHttpClient.request("POST", request.url(), request.url().uri());
    request.headers().forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
    return post;
  }

  private Outcome outcome(HttpEnding.Answered answer) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered(status);
    }
    return status == 410
        ? new Outcome.Permanent(status)
        : new Outcome.RetryLater(
            Outcome.Kind.STATUS,
            Optional.of(status),
            answer.retryAfter().flatMap(value -> retryAfter(value, clock.instant())),
            Optional.of(error(answer)));
  }

  private String error(HttpEnding.Answered answer) {
    String body = answer.body().excerpt();
    if (!body.isEmpty()) {
      return body;
    }
    String status = "status " + answer.status();
    return answer.status() / 100 == 3
        ? status + ": redirects are not followed"
        : status
            + answer
                .brokenOff()
                .map(why -> ": " + why.reason(CONNECT, deadline))
                .orElse(" without a body");
  }

  /** RFC 9110 §10.2.3: seconds or an HTTP date; anything else is absent. */
  private static Optional<Duration> retryAfter(String value, Instant now) {
    return SECONDS.matcher(value).matches()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
        : Optional.ofNullable(DateUtils.parseStandardDate(value))
            .map(date -> Duration.between(now, date))
            .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }
}
