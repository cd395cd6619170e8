package dev.presently.api;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.Page;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;

/** A session in an answer, without the secrets of its engine. */
public final class SessionJson {
  public static final String LIST = "sessions";

  private SessionJson() {}

  public static ApiResponse answer(int status, Session session) {
    return ApiResponse.data(status, json -> write(json, session));
  }

  public static ApiResponse page(Page<Session> page) {
    return Responses.page(LIST, page, SessionJson::write);
  }

  static void write(JsonWriter json, Session session) {
    Session.Profile profile = session.profile();
    json.text("name", session.name().value())
        .text("status", session.status().state().name())
        .text("statusReason", session.status().reason())
        .text("phoneNumber", profile.phoneNumber())
        .text("pushName", profile.pushName())
        .text("lid", profile.lid())
        .json("proxy", profile.proxy())
        .json("config", profile.config())
        .object("engine", engine -> write(engine, session.engine()))
        .text("createdAt", session.createdAt().toString())
        .text("updatedAt", session.updatedAt().toString());
  }

  private static void write(JsonWriter json, EngineSettings engine) {
    json.text("type", engine.type().word())
        .text("url", engine.url())
        .text("session", engine.session());
  }
}
