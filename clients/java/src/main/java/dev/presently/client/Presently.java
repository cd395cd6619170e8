package dev.presently.client;

import dev.presently.client.api.ClientsApi;
import dev.presently.client.api.HealthApi;
import dev.presently.client.api.PresenceApi;
import dev.presently.client.api.PrivacyApi;
import dev.presently.client.api.SessionsApi;
import dev.presently.client.api.SubscriptionsApi;
import dev.presently.client.api.WebhooksApi;
import dev.presently.client.http.ApiClient;
import dev.presently.client.http.ApiException;
import dev.presently.client.model.ErrorAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a deployment of Presently, with one API key. Safe for many threads.
 *
 * <p>A request that is answered with 429 or 503 and {@code Retry-After} is repeated up to four
 * times, after at most 60 seconds each time. Every POST has an {@code Idempotency-Key}, so that a
 * repetition is not processed twice. An operation that fails throws {@link ApiException}; {@link
 * #error} reads it.
 */
public final class Presently {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  private final ApiClient api;

  private Presently(ApiClient api) {
    this.api = api;
  }

  /**
   * Connects to nothing yet.
   *
   * @param url of the deployment, for example {@code http://localhost:8080}
   * @param key an API key, {@code prs_…}
   */
  public static Presently at(URI url, String key) {
    var client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    return at(url, key, new RetryingHttpClient(client, pause -> Thread.sleep(pause.toMillis())));
  }

  static Presently at(URI url, String key, HttpClient client) {
    var api =
        new ApiClient() {
          @Override
          public HttpClient getHttpClient() {
            return client;
          }
        };
    api.updateBaseUri(url.toString().replaceFirst("/$", ""));
    api.setReadTimeout(READ_TIMEOUT);
    api.setRequestInterceptor(request -> request.setHeader("Authorization", "Bearer " + key));
    return new Presently(api);
  }

  /** Whether the service responds, and its version. */
  public HealthApi health() {
    return new HealthApi(api);
  }

  /** Your WhatsApp accounts. */
  public SessionsApi sessions() {
    return new SessionsApi(api);
  }

  /** Presence of contacts, and a session's own. */
  public PresenceApi presence() {
    return new PresenceApi(api);
  }

  /** The contacts whose presence is followed. */
  public SubscriptionsApi subscriptions() {
    return new SubscriptionsApi(api);
  }

  /** Receivers of events. */
  public WebhooksApi webhooks() {
    return new WebhooksApi(api);
  }

  /** Rules and tokens of browsers. */
  public ClientsApi clients() {
    return new ClientsApi(api);
  }

  /** Export and erasure of a contact's data. */
  public PrivacyApi privacy() {
    return new PrivacyApi(api);
  }

  /**
   * All items of a list. A page is read when the stream gets to it, so the stream may throw {@link
   * ApiException}.
   *
   * <pre>{@code
   * Presently.items(
   *     cursor -> presently.presence().listPresence("sales", 500, cursor, null, null),
   *     PresenceList::getData,
   *     PresenceList::getNextCursor)
   * }</pre>
   *
   * @param page reads the page of a cursor, the first one of null
   */
  public static <P, T> Stream<T> items(
      Pages<P> page, Function<P, List<T>> items, Function<P, @Nullable String> nextCursor) {
    return Stream.of(page)
        .flatMap(
            pages ->
                Stream.iterate(
                    Optional.of(pages.read(null)),
                    Optional::isPresent,
                    read -> read.map(nextCursor).map(pages::read)))
        .flatMap(read -> read.stream().flatMap(found -> items.apply(found).stream()));
  }

  /** Reads one page of a list. */
  @FunctionalInterface
  public interface Pages<P> {
    /** Reads the page of a cursor, the first one of null. */
    P read(@Nullable String cursor);
  }

  /** Starts to follow one contact without webhooks. */
  public PolledPresence poll(String session, String chatId) {
    return new PolledPresence(presence(), session, chatId);
  }

  /** The body of an error; empty if the answer came from something else on the way. */
  public Optional<ErrorAnswer> error(ApiException failed) {
    return Optional.ofNullable(failed.getResponseBody())
        .filter(body -> body.startsWith("{"))
        .map(body -> api.getObjectMapper().readValue(body, ErrorAnswer.class));
  }
}
