package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may call what, wherever it runs. */
abstract class AccessScenarios {
  /** The contract's promise for a key that was taken back. */
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private static final List<String> SCOPES =
      List.of(
          "*",
          "sessions:read",
          "sessions:manage",
          "presence:read",
          "presence:manage",
          "presence:intake",
          "webhooks:read",
          "webhooks:manage");

  abstract Deployment deployment();

  private final List<String> made = new ArrayList<>();

  private Api master() {
    return new Api(deployment().baseUrl(), deployment().masterKey());
  }

  private Api with(String key) {
    return new Api(deployment().baseUrl(), key);
  }

  /** Makes a key with these fields beside its label. */
  private JsonNode key(String fields) {
    Answer answer = master().post("/admin/keys", Scene.json("{'label':'scenario'," + fields + "}"));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    made.add(answer.data().path("id").stringValueOpt().orElseThrow());
    return answer.data();
  }

  private static String text(JsonNode key) {
    return key.path("key").stringValueOpt().orElseThrow();
  }

  /** Each scope at each operation: 403 where it does not include the operation's own. */
  @Test
  void everyOperationTakesItsScopeAndNoOther() {
    try (var scene = new Scene(deployment())) {
      scene.needs(Ability.MANY_REQUESTS);
    }
    List<String> wrong = new ArrayList<>();
    StringBuilder table = new StringBuilder();
    for (String scope : SCOPES) {
      Api api = with(text(key("'scopes':['" + scope + "']")));
      for (Operation operation : Contract.PUBLISHED.operations()) {
        int status = operation.call(api).status();
        boolean refused = status == 403;
        boolean expected = !operation.isOpen() && !operation.isFor(scope);
        table.append(refused ? '-' : '+');
        if (refused != expected || (status == 401 && !operation.isOpen()) || status >= 500) {
          wrong.add(operation.name() + " by " + scope + ": " + status);
        }
      }
      table.append("  ").append(scope).append('\n');
    }
    System.out.println("+ allowed, - refused, one column an operation:\n" + table);
    assertThat(wrong).isEmpty();
    made.forEach(id -> master().delete("/admin/keys/" + id));
  }

  @Test
  void withoutAGoodKeyTheAnswerIs401() {
    Api nobody = with("prs_" + "A".repeat(51));
    assertThat(nobody.get("/api/sessions").problem()).isEqualTo("401 unauthorized");
    assertThat(nobody.get("/admin/keys").problem()).isEqualTo("401 unauthorized");
    assertThat(nobody.get("/api/sessions", "Authorization", "Basic eDp5").problem())
        .isEqualTo("401 unauthorized");
    assertThat(nobody.get("/health").status()).isEqualTo(200);
    assertThat(nobody.get("/api/nowhere").status()).isEqualTo(404);
  }

  @Test
  void aKeyWithAnotherLastCharacterIs401() {
    String key = text(key("'scopes':['sessions:read']"));
    String changed = key.substring(0, key.length() - 1) + (key.endsWith("A") ? 'B' : 'A');

    assertThat(with(changed).get("/api/sessions").problem()).isEqualTo("401 unauthorized");
    assertThat(with(key).get("/api/sessions").status()).isEqualTo(200);
  }

  @Test
  void subscribeManyCountsAsManyRequestsAsItHasContacts() {
    try (var scene = new Scene(deployment()).withSessions()) {
      Api caller = with(text(key("'scopes':['*'],'rateLimitPerMinute':5")));
      String subscriptions = "/api/sessions/" + scene.watcher + "/subscriptions";
      String three = Scene.json("{'chatIds':['+5511900000001','+5511900000002','+5511900000003']}");

      assertThat(caller.post(subscriptions, three).status()).isEqualTo(200);
      assertThat(caller.post(subscriptions, three).problem()).isEqualTo("429 too_many_requests");
    }
  }

  @Test
  void theMasterKeyMakesKeysAndNothingElse() {
    assertThat(master().get("/admin/keys").status()).isEqualTo(200);
    assertThat(master().get("/api/sessions").problem()).isEqualTo("403 forbidden");
    assertThat(with(deployment().apiKey()).get("/admin/keys").problem()).isEqualTo("403 forbidden");
  }

  @Test
  void aKeyThatWasTakenBackIsRefusedWithinAMinute() {
    JsonNode deleted = key("'scopes':['sessions:read']");
    JsonNode switchedOff = key("'scopes':['sessions:read']");
    List<Api> both = List.of(with(text(deleted)), with(text(switchedOff)));
    both.forEach(api -> assertThat(api.get("/api/sessions").status()).isEqualTo(200));

    master().delete("/admin/keys/" + deleted.path("id").stringValueOpt().orElseThrow());
    master()
        .patch(
            "/admin/keys/" + switchedOff.path("id").stringValueOpt().orElseThrow(),
            Scene.json("{'isActive':false}"));

    await()
        .atMost(A_MINUTE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                both.forEach(
                    api ->
                        assertThat(api.get("/api/sessions").problem())
                            .isEqualTo("401 unauthorized")));
  }

  @Test
  void aKeyThatIsLimitedToASessionSeesThatOneAlone() {
    try (var scene = new Scene(deployment()).withSessions()) {
      Api limited = with(text(key("'scopes':['*'],'sessions':['" + scene.watcher + "']")));

      assertThat(limited.get("/api/sessions/" + scene.watcher).status()).isEqualTo(200);
      assertThat(limited.get("/api/sessions/" + scene.contact).problem())
          .isEqualTo("403 forbidden");
      assertThat(limited.get(scene.presence("")).status()).isEqualTo(200);
      assertThat(
              limited
                  .post("/api/sessions", Scene.json("{'name':'another-" + scene.number + "'}"))
                  .problem())
          .isEqualTo("403 forbidden");
      assertThat(limited.get("/api/sessions").list())
          .extracting(session -> session.path("name").stringValueOpt())
          .containsExactly(Optional.of(scene.watcher));
      assertThat(
              limited
                  .post("/api/webhooks", Scene.json("{'url':'" + scene.receiverUrl() + "'}"))
                  .problem())
          .isEqualTo("403 forbidden");
      long own = scene.webhook(",'session':'%s'".formatted(scene.watcher));
      long others = scene.webhook(",'session':'%s'".formatted(scene.contact));
      assertThat(limited.get("/api/webhooks/" + own).status()).isEqualTo(200);
      assertThat(limited.get("/api/webhooks/" + others).status()).isEqualTo(404);
      assertThat(limited.get("/api/webhooks").list()).hasSize(1);
    }
  }
}
