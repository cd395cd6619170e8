package dev.presently.adapters.http;

import dev.presently.core.InvalidValue;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.ReceiverClient;
import dev.presently.core.delivery.SignedRequest;
import dev.presently.core.destination.Destination;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls receivers over HTTP. One deadline covers DNS, connect, TLS, headers and body. The status
 * decides; redirects are not followed and nothing is retried. Each attempt checks the URL, and each
 * connection checks the addresses that it may use.
 */
public final class HttpReceiverClient implements ReceiverClient, AutoCloseable {
  /** The longest duration of an attempt. */
  public static final Duration DEADLINE = Duration.ofSeconds(10);

  private static final Timeout CONNECT = Timeout.ofSeconds(2);
  private static final int MAX_CONNECTIONS = 200;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_LINE = 8 * 1024;

  /** Receivers close idle connections silently, many after five seconds. */
  private static final Timeout MAX_IDLE = Timeout.ofSeconds(2);

  /** The client connects only to addresses that were checked. */
  private record CheckedDnsResolver(PublicHostChecker hosts) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return hosts.addresses(host).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private final PublicHostChecker hosts;
  private final CloseableHttpClient client;
  private final Duration deadline;
  private final Clock clock;

  public HttpReceiverClient(PublicHostChecker hosts, Duration deadline, Clock clock) {
    this.hosts = hosts;
    this.client = client(hosts, deadline);
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

  /** Without redirects, retries, cookies, compression, authentication or proxies. */
  private static CloseableHttpClient client(PublicHostChecker hosts, Duration deadline) {
    Timeout wait = Timeout.of(deadline);
    return HttpClients.custom()
        .setConnectionManager(connections(hosts, wait))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(wait)
                .setResponseTimeout(wait)
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setRoutePlanner(new DefaultRoutePlanner(null))
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableDefaultUserAgent()
        .disableRedirectHandling()
        .addRequestInterceptorLast((request, _, _) -> request.removeHeaders(HttpHeaders.CONNECTION))
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      PublicHostChecker hosts, Timeout wait) {
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new CheckedDnsResolver(hosts))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(MAX_HEADERS)
                        .setMaxLineLength(MAX_LINE)
                        .build())
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(CONNECT)
                .setSocketTimeout(wait)
                .setIdleTimeout(MAX_IDLE)
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(wait).build())
        .setMaxConnTotal(MAX_CONNECTIONS)
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .build();
  }
}
