package dev.presently.api;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

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
    return ApiResponse.data(200, json -> json.text("status", "ok").text("version", version));
  }

  /** How many of an engine's events were accepted. */
  public static ApiResponse intake(EngineEventReader.Intake intake) {
    return ApiResponse.data(
        200,
        json ->
            json.number("accepted", intake.reports().size()).number("ignored", intake.ignored()));
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
  public static ApiResponse.Answer part(
      String list, Optional<String> next, Consumer<JsonWriter> data) {
    return ApiResponse.body(
        200, whole -> whole.object("data", data).text("nextCursor", Cursor.write(list, next)));
  }

  /** One page of a list. */
  public static <T> ApiResponse.Answer page(
      String list, Page<T> page, BiConsumer<JsonWriter, T> item) {
    return ApiResponse.body(
        200,
        whole ->
            whole
                .objects("data", page.items(), item)
                .text("nextCursor", Cursor.write(list, page.next())));
  }
}
