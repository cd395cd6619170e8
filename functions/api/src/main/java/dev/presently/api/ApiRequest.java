package dev.presently.api;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.RequestJson;
import dev.presently.core.InvalidValue;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyId;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One request as API Gateway's REST proxy event tells it. Everything a caller gave is read through
 * here, and what is not accepted is refused by name.
 */
public final class ApiRequest {
  private static final Set<String> JSON = Set.of("application/json");

  private final Json.Obj event;

  ApiRequest(Json.Obj event) {
    this.event = event;
  }

  /** API Gateway's own id of this request. */
  Optional<String> id() {
    return event.object("requestContext").text("requestId");
  }

  /** Who calls; empty where no authorizer has spoken. */
  public Optional<Caller> caller() {
    return Caller.read(event.object("requestContext").object("authorizer"));
  }

  /** Whose API key this is; empty for the master key as well. */
  Optional<Caller.Holder> holder() {
    return caller().filter(Caller.Holder.class::isInstance).map(Caller.Holder.class::cast);
  }

  /** What the caller may do; only for operations that ask for a scope. */
  public Grant grant() {
    return holder().orElseThrow().grant();
  }

  String method() {
    return event.text("httpMethod").orElse("");
  }

  /** By its method alone, whatever the operation does. */
  boolean isRead() {
    return method().equals("GET");
  }

  /** The path as it came, with the values of its parameters. */
  String path() {
    return event.text("path").orElse("");
  }

  /** The path has a session in it. */
  boolean namesSession() {
    return event.object("pathParameters").text("session").isPresent();
  }

  public KeyId key() {
    return path("id", KeyId::parse);
  }

  /** Where this request came in. */
  public OwnApi ownApi() {
    Json.Obj context = event.object("requestContext");
    return OwnApi.of(context.text("apiId"), context.text("domainName"), header("Host"));
  }

  public SessionName session() {
    return path("session", SessionName::parse);
  }

  public Jid chat() {
    return path("chatId", Jid::parse);
  }

  public WebhookId webhook() {
    return path("id", WebhookId::parse);
  }

  public DeliveryId delivery() {
    return path("deliveryId", DeliveryId::parse);
  }

  /** How many items a page may have. */
  public int limit(int absent, int most) {
    return query("limit")
        .map(text -> FieldErrors.text("limit", text, t -> limit(t, most)))
        .orElse(absent);
  }

  /** Where the page before ended, in this list, whose places have this form. */
  public Optional<String> cursor(String list, Consumer<String> form) {
    return query("cursor").map(text -> Cursor.read(list, text, form));
  }

  /** A query parameter, where it is given. */
  public <T> Optional<T> query(String name, Function<String, T> parse) {
    return query(name).map(text -> FieldErrors.text(name, text, parse));
  }

  /** The header's value; names are the same in any case. */
  public Optional<String> header(String name) {
    for (Map.Entry<String, Json> header : event.object("headers").fields().entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)
          && header.getValue() instanceof Json.Text(var value)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The body's fields as {@code read} takes them; a field that it did not take is refused. */
  public <T> T body(Function<Fields, T> read) {
    byte[] bytes = RequestBody.checked(this, JSON);
    var fields = Fields.of(RequestJson.object(bytes));
    T input = read.apply(fields);
    fields.refuseOthers();
    return input;
  }

  /** There is nothing to say in this request's body: it is absent or an empty object. */
  public void emptyBody() {
    if (RequestBody.bytes(event).length > 0) {
      body(_ -> true);
    }
  }

  /** The bytes of the body as they came, neither judged nor bounded. */
  public byte[] rawBody() {
    return RequestBody.bytes(event);
  }

  /** The body's media type, after size and type were judged. */
  public String mediaType(Set<String> accepted) {
    RequestBody.checked(this, accepted);
    return RequestBody.mediaType(this).orElse("application/json");
  }

  private <T> T path(String name, Function<String, T> parse) {
    String raw = event.object("pathParameters").text(name).orElse("");
    return FieldErrors.text(name, PercentDecoded.of(raw), parse);
  }

  private Optional<String> query(String name) {
    return event.object("queryStringParameters").text(name);
  }

  private static int limit(String text, int most) {
    int limit =
        text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9') && !text.isEmpty()
            ? Integer.parseInt(text)
            : 0;
    if (limit < 1 || limit > most) {
      throw new InvalidValue("accepted: 1 to " + most);
    }
    return limit;
  }
}
