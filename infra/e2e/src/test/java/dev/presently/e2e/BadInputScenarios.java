package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller's mistakes, whatever it is deployed on: the right 4xx, and nothing written. */
abstract class BadInputScenarios {
  private Scene scene;

  abstract Deployment deployment();

  @BeforeEach
  void begin() {
    scene = new Scene(deployment());
  }

  @AfterEach
  void end() {
    scene.close();
  }

  private void refused(Answer answer, int status, String code, String saying) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("error").stringValueOpt().orElse("")).contains(saying);
    assertThat(answer.body().path("requestId").stringValueOpt())
        .isEqualTo(answer.header("X-Request-Id"));
    assertThat(answer.response().body())
        .doesNotContain("dev.presently", "Exception", "software.amazon", "Table");
  }

  @Test
  void anErrorLinksToItsOperationInTheExplorer() {
    String docs =
        scene.api.get("/api/sessions/api/presence/nobody").body().path("docs").asString("");

    assertThat(docs).matches("https?://[^/]+(/[^/]+)*/docs#/presence/getPresence");
    assertThat(docs).doesNotContain("/api/");
  }

  @Test
  void aBodyThatIsNotWhatIsAcceptedIsRefusedByName() {
    String sessions = "/api/sessions";

    refused(scene.api.post(sessions, "{"), 400, "invalid_json", "JSON");
    refused(scene.api.post(sessions, "[]"), 400, "invalid_body", "object");
    refused(scene.api.post(sessions, "{}"), 400, "missing_field", "missing required field: name");
    refused(
        scene.api.post(sessions, json("{'name':'a','name':'b'}")), 400, "duplicate_field", "name");
    refused(scene.api.post(sessions, json("{'name':1}")), 400, "invalid_value", "name");
    refused(
        scene.api.post(sessions, json("{'name':'x','stat':true}")), 400, "unknown_field", "stat");
    refused(scene.api.post(sessions, json("{'name':'x y'}")), 400, "invalid_value", "name");
    refused(
        scene.api.post(sessions, json("{'name':'x','phoneNumber':'12'}")),
        400,
        "invalid_value",
        "phoneNumber");
    refused(
        scene.api.post(sessions, json("{'name':'x','engine':{'type':'baileys'}}")),
        400,
        "invalid_value",
        "loopback");
    refused(
        scene.api.post(sessions, json("{'name':'x'}"), "Content-Type", "text/plain"),
        415,
        "unsupported_media_type",
        "application/json");
    refused(
        scene.api.post(sessions, json("{'name':'" + "x".repeat(300_000) + "'}")),
        413,
        "body_too_large",
        "");
    assertThat(scene.api.get("/api/sessions/x").status()).isEqualTo(404);
  }

  @Test
  void whatDoesNotExistIs404AndWhatExistsAlreadyIs409() {
    scene.withSessions();

    refused(
        scene.api.get("/api/sessions/nobody-" + scene.number), 404, "session_not_found", "nobody-");
    refused(
        scene.api.get("/api/sessions/nobody-" + scene.number + "/presence/5511999999999"),
        404,
        "session_not_found",
        "");
    refused(
        scene.api.post(
            "/api/sessions/nobody-" + scene.number + "/presence", json("{'presence':'available'}")),
        404,
        "session_not_found",
        "");
    refused(scene.api.get("/api/webhooks/999999999"), 404, "webhook_not_found", "");
    refused(
        scene.api.post("/api/sessions", json("{'name':'" + scene.contact + "'}")),
        409,
        "session_exists",
        "");
    refused(
        scene.api.post(
            "/api/sessions",
            json("{'name':'other-" + scene.number + "','phoneNumber':'+" + scene.number + "'}")),
        409,
        "phone_number_taken",
        "");
    scene.api.post("/api/sessions/" + scene.contact + "/stop", "");
    refused(
        scene.api.post(
            "/api/sessions/" + scene.contact + "/presence", json("{'presence':'available'}")),
        409,
        "session_not_connected",
        "");
  }

  @Test
  void anUnknownRouteOrMethodIs404InTheShapeOfOurErrors() {
    scene.needs(Ability.GATEWAY_RESPONSES);

    refused(scene.api.get("/api/nothing"), 404, "not_found", "");
    refused(scene.api.delete("/api/sessions"), 404, "not_found", "");
  }

  @Test
  void aBadAddressOrWordNamesWhatIsAccepted() {
    scene.withSessions();
    String session = "/api/sessions/" + scene.watcher;

    refused(
        scene.api.get(session + "/presence/nonsense"),
        400,
        "invalid_value",
        "digits@s.whatsapp.net");
    refused(scene.api.get("/api/sessions/-bad-/presence"), 400, "invalid_value", "session");
    refused(
        scene.api.post(session + "/presence", json("{'presence':'away'}")),
        400,
        "invalid_value",
        "available");
    refused(
        scene.api.post(session + "/messages/typing", json("{'state':'composing'}")),
        400,
        "missing_field",
        "chatId");
    refused(
        scene.api.post(session + "/presence/query", json("{'chatIds':[]}")),
        400,
        "invalid_value",
        "chatIds");
    refused(scene.api.get(session + "/presence?limit=0"), 400, "invalid_value", "limit");
    refused(scene.api.get(session + "/presence?limit=1001"), 400, "invalid_value", "limit");
    refused(scene.api.get(session + "/presence?cursor=%21"), 400, "invalid_value", "cursor");
    refused(scene.api.get(session + "/presence?since=yesterday"), 400, "invalid_value", "since");
    assertThat(scene.api.get(session + "/presence?whatever=1").status()).isEqualTo(200);
  }

  @Test
  void aReceiverThatIsNotPublicIsRefused() {
    refused(
        scene.api.post("/api/webhooks", json("{'url':'http://acme.com/'}")),
        400,
        "url_not_allowed",
        "https");
    refused(
        scene.api.post("/api/webhooks", json("{'url':'https://10.0.0.1/'}")),
        400,
        "url_not_allowed",
        "");
    refused(
        scene.api.post("/api/webhooks", json("{'url':'https://acme.no-such-top-level-domain/'}")),
        400,
        "url_unresolvable",
        "acme.no-such-top-level-domain");
    refused(
        scene.api.post("/api/webhooks", json("{'url':'https://acme.com/','session':'nobody'}")),
        400,
        "invalid_value",
        "session");
    refused(
        scene.api.post("/api/webhooks", json("{'url':'https://acme.com/','hmacKey':'short'}")),
        400,
        "invalid_value",
        "hmacKey");
    refused(
        scene.api.post(
            "/api/webhooks",
            json("{'url':'https://acme.com/','headers':[{'name':'Host','value':'x'}]}")),
        400,
        "invalid_value",
        "host");
  }

  @Test
  void aWebhookNeverShowsItsKeyAgain() {
    scene.withSessions();
    long id = scene.webhookOfWatcher();

    Answer changed =
        scene.api.patch(
            "/api/webhooks/" + id,
            json("{'label':'shop','headers':[{'name':'X-Key','value':'s3cret-value'}]}"));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(scene.api.get("/api/webhooks/" + id).response().body())
        .doesNotContain(Scene.KEY, "s3cret-value", "hmacKey");
    assertThat(scene.api.get("/api/webhooks").response().body())
        .doesNotContain(Scene.KEY, "s3cret-value");
    assertThat(scene.api.delete("/api/webhooks/" + id).status()).isEqualTo(200);
    refused(scene.api.delete("/api/webhooks/" + id), 404, "webhook_not_found", "");
  }

  @Test
  void aDeletedSessionTakesItsWebhooksAlong() {
    scene.withSessions();
    long id = scene.webhookOfWatcher();

    assertThat(scene.api.delete("/api/sessions/" + scene.watcher).status()).isEqualTo(200);

    refused(scene.api.get("/api/webhooks/" + id), 404, "webhook_not_found", "");
    refused(scene.api.get("/api/sessions/" + scene.watcher), 404, "session_not_found", "");
  }

  @Test
  void healthNeedsNothing() {
    assertThat(scene.api.get("/health").data().path("status").stringValueOpt()).contains("ok");
  }
}
