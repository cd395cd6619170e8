package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page may do with a client token, wherever it runs. */
abstract class ClientScenarios {
  private static final String[] OF_THE_APP = {"Origin", "https://app.example.com"};

  abstract Deployment deployment();

  @Test
  void aPageWatchesItsContactAndNothingElse() {
    try (var scene = new Scene(deployment()).withSessions()) {
      rules(scene, "'allowedActions':'read_presence,subscribe_presence'");
      Api page = page(scene, ",'chatIds':['+%s']".formatted(scene.number));

      assertThat(page.post(scene.presence("/subscribe"), "", OF_THE_APP).status()).isEqualTo(200);
      scene.says("available");
      assertThat(page.get(scene.presence(""), OF_THE_APP).data().path("presence").stringValueOpt())
          .contains("available");
      assertThat(page.get(watched(scene), OF_THE_APP).list()).hasSize(1);

      assertThat(page.get(scene.presence("")).problem()).isEqualTo("403 origin_not_allowed");
      assertThat(
              page.get(scene.presence(""), "Origin", "https://app.example.com.evil.dev").problem())
          .isEqualTo("403 origin_not_allowed");
      assertThat(page.get(watched(scene) + "/5511900000009", OF_THE_APP).problem())
          .isEqualTo("403 chat_not_allowed");
      assertThat(page.get("/api/sessions/" + scene.contact + "/presence", OF_THE_APP).problem())
          .isEqualTo("403 forbidden");
      assertThat(
              page.post(
                      "/api/sessions/" + scene.watcher + "/messages/typing",
                      json("{'chatId':'+%s'}".formatted(scene.number)),
                      OF_THE_APP)
                  .problem())
          .isEqualTo("403 action_not_allowed");
    }
  }

  /** With every operation of the contract, and rules that allow every action. */
  @Test
  void aTokenOpensSixOperations() {
    try (var scene = new Scene(deployment()).withSessions()) {
      rules(scene, "'allowedActions':'read_presence,subscribe_presence,send_typing','rateLimit':0");
      Api page = page(scene, "");

      List<String> opened =
          Contract.PUBLISHED.operations().stream()
              .filter(operation -> !operation.isOpen())
              .filter(operation -> operation.call(page, scene.watcher, OF_THE_APP).status() != 403)
              .map(Operation::name)
              .toList();

      assertThat(opened)
          .containsExactlyInAnyOrder(
              "getPresence",
              "listPresence",
              "queryPresence",
              "getOnlineTimes",
              "subscribePresence",
              "sendTyping");
    }
  }

  /** API Gateway still has the authorizer's answer for the token. */
  @Test
  void changedRulesCountAtTheNextRequest() {
    try (var scene = new Scene(deployment()).withSessions()) {
      rules(scene, "'allowedActions':'read_presence'");
      Api page = page(scene, "");
      assertThat(page.get(scene.presence(""), OF_THE_APP).status()).isEqualTo(200);

      rules(scene, "'allowedActions':'send_typing'");
      assertThat(page.get(scene.presence(""), OF_THE_APP).problem())
          .isEqualTo("403 action_not_allowed");
      rules(scene, "'allowedActions':'read_presence','enabled':false");
      assertThat(page.get(scene.presence(""), OF_THE_APP).problem())
          .isEqualTo("403 clients_disabled");
      rules(scene, "'allowedActions':'read_presence','maxDaily':1");
      assertThat(page.get(scene.presence(""), OF_THE_APP).status()).isEqualTo(200);
      Answer over = page.get(scene.presence(""), OF_THE_APP);
      assertThat(over.problem()).isEqualTo("429 too_many_requests");
      assertThat(over.response().headers().firstValue("Retry-After")).isPresent();
      scene.api.delete("/api/sessions/" + scene.watcher);
      assertThat(page.get(scene.presence(""), OF_THE_APP).problem()).isEqualTo("401 unauthorized");
      scene.session("{'name':'%s','start':true}".formatted(scene.watcher));
      rules(scene, "'allowedActions':'read_presence'");
      assertThat(page.get(scene.presence(""), OF_THE_APP).problem()).isEqualTo("401 unauthorized");
    }
  }

  @Test
  void aForgedTokenIs401() {
    try (var scene = new Scene(deployment()).withSessions()) {
      rules(scene, "'allowedActions':'read_presence'");
      String token = token(scene, "");
      int signature = token.lastIndexOf('.') + 1;
      String forged = token.substring(0, signature) + "A".repeat(token.length() - signature);

      for (String text : List.of(forged, token.substring(0, signature), "prs_ct_a.b.c")) {
        assertThat(with(text).get(scene.presence(""), OF_THE_APP).problem())
            .isEqualTo("401 unauthorized");
      }
    }
  }

  /** Of its own application's origin alone. */
  private static void rules(Scene scene, String more) {
    Answer set =
        scene.api.put(
            "/api/sessions/" + scene.watcher + "/client-rules",
            json("{'allowedOrigins':'https://app.example.com'," + more + "}"));
    assertThat(set.status()).as(set.response().body()).isEqualTo(200);
  }

  private static String token(Scene scene, String more) {
    Answer made =
        scene.api.post(
            "/api/client-tokens",
            json("{'session':'%s','ephemeralId':'u1'%s}".formatted(scene.watcher, more)));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made.data().path("token").stringValueOpt().orElseThrow();
  }

  private Api page(Scene scene, String more) {
    return with(token(scene, more));
  }

  private Api with(String token) {
    return new Api(deployment().baseUrl(), token);
  }

  private static String watched(Scene scene) {
    return "/api/sessions/" + scene.watcher + "/presence";
  }
}
