package dev.presently.api;

import dev.presently.adapters.json.QuotedText;
import dev.presently.core.InvalidValue;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyId;
import dev.presently.core.client.ClientAction;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One request, read from API Gateway's REST proxy event. All input is read through here; invalid
 * input is refused by its name.
 */
public final class ApiRequest {
  static final String RESPOND_ASYNC = "respond-async";

  private static final int MAX_BODY_BYTES = 256 * 1024;
  private static final Set<String> JSON = Set.of("application/json");

  private final JsonNode event;
  private final OperationScope scope;
  private final Optional<ClientAction> clientAction;
  private final int countsAs;

  ApiRequest(JsonNode event, OperationScope scope) {
    this(event, scope, Optional.empty());
  }

  ApiRequest(JsonNode event, OperationScope scope, Optional<ClientAction> clientAction) {
    this(event, scope, clientAction, 1);
  }

  private ApiRequest(
      JsonNode event, OperationScope scope, Optional<ClientAction> clientAction, int countsAs) {
    this.event = event;
    this.scope = scope;
    this.clientAction = clientAction;
    this.countsAs = countsAs;
  }

  /** The same request, which counts as so many at the caller's rate limit. */
  ApiRequest countingAs(int requests) {
    return new ApiRequest(event, scope, clientAction, requests);
  }

  /** How many requests it counts as at the caller's rate limit. */
  int countsAs() {
    return countsAs;
  }

  /** API Gateway's id of this request. */
  Optional<String> id() {
    return event.path("requestContext").path("requestId").stringValueOpt();
  }

  /** The authenticated caller; empty without an authorizer. */
  public Optional<Caller> caller() {
    return Caller.read(event.path("requestContext").path("authorizer"));
  }

  /** The holder of the API key; empty for the master key too. */
  Optional<Caller.Holder> holder() {
    return caller().filter(Caller.Holder.class::isInstance).map(Caller.Holder.class::cast);
  }

  /** The holder of a client token; empty for other callers. */
  Optional<Caller.Client> client() {
    return caller().filter(Caller.Client.class::isInstance).map(Caller.Client.class::cast);
  }

  /** What the caller's client token says; empty for other callers. */
  public Optional<ClientToken> clientToken() {
    return client().map(Caller.Client::token);
  }

  /** What a client token must be allowed to do for this; empty where it opens nothing. */
  Optional<ClientAction> clientAction() {
    return clientAction;
  }

  /** What the caller may do; only for operations that need a scope. */
  public Grant grant() {
    return holder().orElseThrow().grant();
  }

  /** How many requests the caller may make in a minute; all there are without an API key. */
  public int requestsPerMinute() {
    return holder().map(caller -> caller.rate().perMinute()).orElse(Integer.MAX_VALUE);
  }

  String method() {
    return event.path("httpMethod").stringValue("");
  }

  /** Whether its operation changes nothing, whatever the method. */
  boolean isRead() {
    return OperationScope.isRead(scope);
  }

  /** The path with the values of its parameters. */
  String path() {
    return event.path("path").stringValue("");
  }

  /** Whether the path contains a session. */
  public boolean namesSession() {
    return event.path("pathParameters").path("session").isString();
  }

  public KeyId key() {
    return path("id", KeyId::parse);
  }

  /** The hosts of the API that received this request, its domain and its intake's included. */
  public OwnApi ownApi() {
    JsonNode context = event.path("requestContext");
    return OwnApi.of(
        context.path("apiId").stringValueOpt(),
        Stream.of(
                event.path("stageVariables").path("domainName").stringValueOpt(),
                functionUrl().map(url -> URI.create(url).getHost()),
                context.path("domainName").stringValueOpt(),
                header("Host"))
            .flatMap(Optional::stream));
  }

  /** Where engines post events: the stack's Function URL if it has one, else this API. */
  public IntakeUrl intakeUrl() {
    return functionUrl().map(IntakeUrl::ofFunction).orElseGet(() -> new IntakeUrl(apiUrl()));
  }

  /** The URL of the API that received this request; empty at a Function URL. */
  Optional<String> apiUrl() {
    JsonNode context = event.path("requestContext");
    return event
        .path("resource")
        .stringValueOpt()
        .flatMap(
            route ->
                ApiUrl.of(
                    header("X-Forwarded-Proto"),
                    context.path("domainName").stringValueOpt(),
                    header("Host"),
                    context.path("path").stringValue(""),
                    route));
  }

  private Optional<String> functionUrl() {
    return event.path("stageVariables").path("intakeUrl").stringValueOpt();
  }

  public SessionName session() {
    return path("session", SessionName::parse);
  }

  public Jid chat() {
    return path("chatId", Jid::parse);
  }

  /** Whether the path contains a chat. */
  boolean namesChat() {
    return event.path("pathParameters").path("chatId").isString();
  }

  /** 403 where the caller's client token does not reach one of these chats. */
  public void checkReach(Collection<Jid> chats) {
    ClientScope.check(clientToken(), chats);
  }

  public WebhookId webhook() {
    return path("id", WebhookId::parse);
  }

  public DeliveryId delivery() {
    return path("deliveryId", DeliveryId::parse);
  }

  /** The page size: {@code limit} from 1 to {@code max}, or the default. */
  public int limit(int defaultLimit, int max) {
    return query("limit")
        .map(text -> FieldErrors.text("limit", text, t -> limit(t, max)))
        .orElse(defaultLimit);
  }

  /** The position after which this list goes on; {@code check} throws for an invalid one. */
  public Optional<String> cursor(String list, Consumer<String> check) {
    return query("cursor").map(text -> Cursor.read(list, text, check));
  }

  /** A cursor in a session's chats. */
  public Optional<Jid> chatCursor(String list) {
    return cursor(list, Jid::parse).map(Jid::parse);
  }

  /** An optional query parameter. */
  public <T> Optional<T> query(String name, Function<String, T> parse) {
    return query(name).map(text -> FieldErrors.text(name, text, parse));
  }

  /** A header's value; the case of names is ignored. */
  public Optional<String> header(String name) {
    return header(event, name);
  }

  /** The same for any event with headers. */
  public static Optional<String> header(JsonNode event, String name) {
    return event
        .path("headers")
        .propertyStream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .flatMap(header -> header.getValue().stringValueOpt().stream())
        .findFirst();
  }

  /** The text of the caller's key. */
  Optional<String> bearerToken() {
    return header("Authorization")
        .map(value -> value.substring(value.lastIndexOf(' ') + 1))
        .filter(key -> !key.isEmpty());
  }

  /** Whether the caller asks for a queued command (RFC 7240, {@code Prefer: respond-async}). */
  boolean prefersAsync() {
    return header("Prefer").stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(preference -> preference.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .anyMatch(RESPOND_ASYNC::equals);
  }

  /** Reads the body with {@code read}, which accepts the fields it asks for; others are refused. */
  public <T> T body(Function<Fields, T> read) {
    return Fields.read(checkedBody(JSON), read);
  }

  /** Refuses a body other than an absent one or an empty object. */
  public void emptyBody() {
    if (rawBody().length > 0) {
      body(_ -> true);
    }
  }

  /** The bytes of the body, unchecked and of any size. */
  public byte[] rawBody() {
    String body = event.path("body").stringValue("");
    return event.path("isBase64Encoded").booleanValue(false)
        ? Base64.getDecoder().decode(body)
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private <T> T path(String name, Function<String, T> parse) {
    String raw = event.path("pathParameters").path(name).stringValue("");
    return FieldErrors.text(name, percentDecoded(raw), parse);
  }

  private Optional<String> query(String name) {
    return event.path("queryStringParameters").path(name).stringValueOpt();
  }

  private static int limit(String text, int max) {
    int limit =
        text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()
            ? Integer.parseInt(text)
            : 0;
    if (limit < 1 || limit > max) {
      throw new InvalidValue("accepted: 1 to " + max);
    }
    return limit;
  }

  /**
   * API Gateway hands a path parameter over encoded, some emulators decoded: text without a percent
   * sign stays, and a plus sign stays a plus sign.
   */
  private static String percentDecoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var decoded = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
      if (low >= 0) {
        decoded.write(high * 16 + low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /** The bytes; 413 if too large, 415 for another media type. An absent type is accepted. */
  public byte[] checkedBody(Set<String> accepted) {
    byte[] bytes = rawBody();
    if (bytes.length > MAX_BODY_BYTES) {
      throw new RefusedRequest(
          413,
          "body_too_large",
          "the body is larger than 262144 bytes, which is the most accepted");
    }
    Optional<String> type = mediaType();
    if (bytes.length > 0 && type.filter(name -> !accepted.contains(name)).isPresent()) {
      throw new RefusedRequest(
          415,
          "unsupported_media_type",
          "Content-Type must be "
              + String.join(" or ", accepted.stream().sorted().toList())
              + ", not "
              + QuotedText.of(type.get()));
    }
    return bytes;
  }

  /** The media type without its parameters. */
  private Optional<String> mediaType() {
    return header("Content-Type")
        .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
  }
}
