package dev.presently.api;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.Page;
import dev.presently.core.engine.Engine;
import dev.presently.core.session.SessionName;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers that several operations give. */
public final class Responses {
  private Responses() {}

  public static ApiResponse.Problem noSession(SessionName name) {
    return ApiResponse.error(404, "session_not_found", "there is no session named " + name);
  }

  /** How a command to an engine ended; {@code done} answers when it is done. */
  public static ApiResponse of(
      Engine.Result result, SessionName session, Supplier<ApiResponse> done) {
    return switch (result) {
      case Engine.Result.Accepted() -> done.get();
      case Engine.Refused why -> refused(why, session);
    };
  }

  public static ApiResponse.Problem refused(Engine.Refused why, SessionName session) {
    return switch (why) {
      case Engine.Result.NoSuchSession() -> noSession(session);
      case Engine.Result.NotConnected() -> notConnected(session);
      case Engine.Result.Cannot(var type) -> cannot(type);
    };
  }

  private static ApiResponse.Problem notConnected(SessionName session) {
    return ApiResponse.error(
        409,
        "session_not_connected",
        "the session " + session + " is not connected; start it first");
  }

  public static ApiResponse.Problem cannot(String engineType) {
    return ApiResponse.error(
        409, "engine_cannot", "an engine of type " + engineType + " takes no such command");
  }

  /** What was asked for, with one page of a list in it. */
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
