package dev.presently.api;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.Page;
import dev.presently.core.Sha256;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Answers shared by operations, and short ones. */
public final class Responses {
  private Responses() {}

  public static ApiResponse.Problem noSession(SessionName name) {
    return ApiResponse.error(404, "session_not_found", "there is no session named " + name);
  }

  public static ApiResponse.Problem cannot(String engineType) {
    return ApiResponse.error(
        409, "engine_cannot", "an engine of type " + engineType + " takes no such command");
  }

  static ApiResponse.Problem unavailable() {
    return ApiResponse.error(503, "unavailable", "temporarily unavailable, try again");
  }

  public static ApiResponse health(String version) {
    return ApiResponse.data(
        200, StrictJson.newObject().put("status", "ok").put("version", version));
  }

  /** How many of an engine's events were accepted. */
  public static ApiResponse intake(EngineEvents intake) {
    return ApiResponse.data(
        200,
        StrictJson.newObject().put("accepted", intake.accepted()).put("ignored", intake.ignored()));
  }

  public static ApiResponse.Problem noWebhook(WebhookId id) {
    return ApiResponse.error(404, "webhook_not_found", "there is no webhook " + id);
  }

  /** Another loopback session has this address. */
  public static ApiResponse.Problem jidTaken(Jid jid) {
    return jid.server() == Jid.Server.LID
        ? ApiResponse.error(409, "lid_taken", "another loopback session has this lid").at("lid")
        : ApiResponse.error(
                409, "phone_number_taken", "another loopback session has this phone number")
            .at("phoneNumber");
  }

  /** An object that contains one page of a list. */
  public static ApiResponse.Answer part(String list, Optional<String> next, ObjectNode data) {
    return withCursor(StrictJson.newObject().set("data", data), list, next);
  }

  /** One page of a list; shorter if it is too large for an answer. */
  public static <T> ApiResponse.Answer page(
      String list, Page<T> page, Function<T, ObjectNode> json, Function<T, String> position) {
    return page(list, page.items().iterator(), page.items().size(), json, position, page.next());
  }

  /** The first {@code limit} items of the rest of a list; fewer if they are too large. */
  public static <T> ApiResponse.Answer page(
      String list,
      Iterator<T> rest,
      int limit,
      Function<T, ObjectNode> json,
      Function<T, String> position) {
    return page(list, rest, limit, json, position, Optional.empty());
  }

  private static <T> ApiResponse.Answer page(
      String list,
      Iterator<T> items,
      int limit,
      Function<T, ObjectNode> json,
      Function<T, String> position,
      Optional<String> end) {
    ObjectNode body = StrictJson.newObject();
    var data = new BoundedArray(body.putArray("data"), body);
    return withCursor(body, list, data.addPage(items, limit, json, position, end));
  }

  /** The answer with its ETag, or 304 if {@code If-None-Match} names it (RFC 9110). */
  public static ApiResponse conditional(ApiRequest request, ApiResponse.Answer answer) {
    String tag = '"' + Sha256.hex128(answer.body()) + '"';
    Map<String, String> headers = Map.of("ETag", tag);
    Set<String> matching = Set.of("*", tag, "W/" + tag);
    return request.header("If-None-Match").stream()
            .flatMap(tags -> Stream.of(tags.split(",", -1)))
            .anyMatch(each -> matching.contains(each.strip()))
        ? new ApiResponse.Answer(304, headers, "")
        : new ApiResponse.Answer(answer.status(), headers, answer.body());
  }

  private static ApiResponse.Answer withCursor(
      ObjectNode body, String list, Optional<String> next) {
    return ApiResponse.body(
        200, StrictJson.putIfPresent(body, "nextCursor", Cursor.write(list, next)));
  }
}
