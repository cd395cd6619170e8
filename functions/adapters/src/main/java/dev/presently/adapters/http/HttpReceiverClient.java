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
 * Calls receivers over HTTP. One deadline covers DNS, connect, TLS, headers and body. The status
 * decides; redirects are not followed and nothing is retried. Each attempt checks the URL, and each
 * connection checks the addresses that it may use.
 */
public final class HttpReceiverClient implements ReceiverClient, AutoCloseable {
  /** The longest duration of an attempt. */
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
