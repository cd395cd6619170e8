package dev.presently.api;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.Page;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Sessions in answers, without the secrets of their engines. */
public final class SessionJson {
  public static final String LIST = "sessions";

  private SessionJson() {}

  public static ApiResponse answer(int status, Session session, IntakeUrl intake) {
    return ApiResponse.data(status, session(session, intake));
  }

  /** The answer to a creation, with the secret that was generated for the engine's webhooks. */
  public static ApiResponse created(
      Session session, IntakeUrl intake, Optional<Secret> generatedSecret) {
    ObjectNode json = session(session, intake);
    generatedSecret.ifPresent(
        secret -> json.path("engine").asObject().put("webhookSecret", secret.value()));
    return ApiResponse.data(201, json);
  }

  public static ApiResponse page(Page<Session> page, IntakeUrl intake) {
    return Responses.page(
        LIST, page, session -> session(session, intake), session -> session.name().value());
  }

  /** The session with the URL of its intake. */
  private static ObjectNode session(Session session, IntakeUrl intake) {
    ObjectNode json = session(session);
    if (!session.engine().isLoopback()) {
      putIfPresent(json.path("engine").asObject(), "intakeUrl", intake.of(session.name()));
    }
    return json;
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
    return json.set("engine", engine(session))
        .put("createdAt", session.createdAt().toString())
        .put("updatedAt", session.updatedAt().toString());
  }

  private static ObjectNode engine(Session session) {
    EngineSettings engine = session.engine();
    ObjectNode json = StrictJson.newObject().put("type", engine.type().word());
    putIfPresent(json, "url", engine.url());
    putIfPresent(json, "session", engine.session());
    EngineSettings.Options options = engine.options();
    options.subscribePerSecond().ifPresent(rate -> json.put("subscribePerSecond", rate));
    options.renewAfter().ifPresent(time -> json.put("renewAfterSeconds", time.toSeconds()));
    options.staleAfter().ifPresent(time -> json.put("staleAfterSeconds", time.toSeconds()));
    options.configure().ifPresent(is -> json.put("configure", is));
    putIfPresent(json, "lastEventAt", session.engineState().lastEventAt());
    return putIfPresent(json, "lastError", session.engineState().lastError());
  }
}
