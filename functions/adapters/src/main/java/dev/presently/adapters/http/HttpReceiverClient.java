package dev.presently.adapters.http;

import dev.presently.core.InvalidValue;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.SignedRequest;
import dev.presently.core.destination.Destination;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;

/**
 * Receivers over HTTP. One deadline holds for resolving, connecting, TLS, headers and body
 * together; the status line decides; redirects are not followed, and nothing is repeated. The URL
 * is judged anew before each attempt, and the addresses behind it whenever a connection is made: to
 * one of these and to no other.
 */
public final class HttpReceiverClient implements ReceiverClient, AutoCloseable {
  /** What an attempt may take in all. */
  public static final Duration DEADLINE = Duration.ofSeconds(10);

  private final PublicHostChecker hosts;
  private final CloseableHttpClient client;
  private final Duration deadline;
  private final Clock clock;

  public HttpReceiverClient(PublicHostChecker hosts, Duration deadline, Clock clock) {
    this.hosts = hosts;
    this.client = PlainHttpClient.of(hosts, deadline);
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public Outcome attempt(SignedRequest request) {
    if (!isAllowed(request.url())) {
      return Outcome.RetryLater.because(Outcome.Kind.REFUSED_ADDRESS);
    }
    var exchange = new HttpExchange(client, post(request), clock);
    Thread.ofVirtual().name("attempt").start(exchange);
    return exchange.outcome(deadline);
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private boolean isAllowed(Destination url) {
    try {
      Destination.parse(url.toString(), hosts.allowed());
      return true;
    } catch (InvalidValue e) {
      return false;
    }
  }

  private static HttpPost post(SignedRequest request) {
    var uri = request.url().uri();
    var post = new HttpPost(uri);
    post.setAuthority(
        new URIAuthority(request.url().host().replaceAll("[\\[\\]]", ""), uri.getPort()));
    request.headers().forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
    return post;
  }
}
