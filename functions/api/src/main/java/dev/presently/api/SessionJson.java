package dev.presently.api;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.Page;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Session;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Sessions in answers, without the secrets of their engines. */
public final class SessionJson {
  public static final String LIST = "sessions";

  private SessionJson() {}

  public static ApiResponse answer(int status, Session session) {
    return ApiResponse.data(status, session(session));
  }

  public static ApiResponse page(Page<Session> page) {
    return Responses.page(LIST, page, SessionJson::session);
  }

  static ObjectNode session(Session session) {
    Session.Profile profile = session.profile();
    ObjectNode json =
        StrictJson.newObject()
            .put("name", session.name().value())
            .put("status", session.status().state().name());
    putIfPresent(json, "statusReason", session.status().reason());
    putIfPresent(json, "phoneNumber", profile.phoneNumber());
    putIfPresent(json, "pushName", profile.pushName());
    putIfPresent(json, "lid", profile.lid());
    profile.proxy().ifPresent(proxy -> json.putRawValue("proxy", new RawValue(proxy)));
    profile.config().ifPresent(config -> json.putRawValue("config", new RawValue(config)));
    return json.set("engine", engine(session.engine()))
        .put("createdAt", session.createdAt().toString())
        .put("updatedAt", session.updatedAt().toString());
  }

  private static ObjectNode engine(EngineSettings engine) {
    ObjectNode json = StrictJson.newObject().put("type", engine.type().word());
    putIfPresent(json, "url", engine.url());
    return putIfPresent(json, "session", engine.session());
  }
}
