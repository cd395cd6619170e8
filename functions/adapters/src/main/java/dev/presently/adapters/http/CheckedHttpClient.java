package dev.presently.adapters.http;

import dev.presently.core.InvalidValue;
import dev.presently.core.destination.Destination;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests to URLs that callers chose: the client of receivers and of engines. The caller
 * checks each URL with {@link #check}; each connection goes only to addresses that were checked.
 * Redirects are not followed, nothing is retried, and of headers that are too large only the status
 * is read.
 */
final class CheckedHttpClient implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 200;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_LINE = 16 * 1024;

  /** Servers close idle connections silently, many after five seconds. */
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

  /** A connect may take so long, and each wait for bytes at most the deadline. */
  CheckedHttpClient(PublicHostChecker hosts, Duration connect, Duration deadline) {
    this(hosts, connect, deadline, SSLContexts.createDefault());
  }

  CheckedHttpClient(
      PublicHostChecker hosts, Duration connect, Duration deadline, SSLContext trusted) {
    this.hosts = hosts;
    this.client = client(hosts, Timeout.of(connect), Timeout.of(deadline), trusted);
  }

  /** Throws {@link InvalidValue} if a request to the URL is not allowed now. */
  void check(Destination url) {
    Destination.parse(url.toString(), hosts.allowed());
  }

  /** A request to this URI, which is below the destination. */
  static HttpUriRequestBase request(String method, Destination url, URI uri) {
    var request = new HttpUriRequestBase(method, uri);
    request.setAuthority(
        new URIAuthority(url.host().replaceAll("[\\[\\]]", ""), url.uri().getPort()));
    return request;
  }

  /** Starts a request in a thread of its own; of the response at most so many bytes are read. */
  HttpExchange start(HttpUriRequestBase request, int maxBody) {
    var exchange = new HttpExchange(client, request, maxBody);
    Thread.ofVirtual().name("http-exchange").start(exchange);
    return exchange;
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  /** Without redirects, retries, cookies, compression, authentication or proxies. */
  private static CloseableHttpClient client(
      PublicHostChecker hosts, Timeout connect, Timeout wait, SSLContext trusted) {
    return HttpClients.custom()
        .setConnectionManager(connections(hosts, connect, wait, trusted))
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

  /** A body whose length cannot be read ends with the connection: the status counts anyway. */
  private static long contentLength(HttpMessage response) throws HttpException {
    try {
      return DefaultContentLengthStrategy.INSTANCE.determineLength(response);
    } catch (ProtocolException e) {
      return ContentLengthStrategy.UNDEFINED;
    }
  }

  private static PoolingHttpClientConnectionManager connections(
      PublicHostChecker hosts, Timeout connect, Timeout wait, SSLContext trusted) {
    Http1Config limits =
        Http1Config.custom().setMaxHeaderCount(MAX_HEADERS).setMaxLineLength(MAX_LINE).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new CheckedDnsResolver(hosts))
        .setTlsSocketStrategy(
            new DefaultClientTlsStrategy(trusted, HostnameVerificationPolicy.BUILTIN, null))
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(limits)
                .responseParserFactory(_ -> new StatusParser(limits))
                .incomingContentLengthStrategy(CheckedHttpClient::contentLength)
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
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
