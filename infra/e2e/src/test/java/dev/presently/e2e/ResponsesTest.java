package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Secrets stand in the answer that made them, where they were made here, and in no other. */
class ResponsesTest {
  private static final String SECRET = "a-secret-of-an-answer";

  @Test
  void noOtherAnswerHoldsAKeyOrASecret() {
    var deployment = new LocalDeployment();
    Api master = new Api(deployment.baseUrl(), deployment.masterKey());
    try (var scene = new Scene(deployment)) {
      JsonNode key = master.post("/admin/keys", json("{'label':'answers','scopes':['*']}")).data();
      String keyPath = "/admin/keys/" + key.path("id").stringValueOpt().orElseThrow();
      Answer session =
          scene.session(
              "{'name':'%s','engine':{'type':'waha','url':'https://engine.presently.dev','apiKey':'%s','webhookSecret':'%s'}}"
                  .formatted(scene.watcher, SECRET, SECRET));
      long id =
          scene.webhook(
              ",'session':'%s','headers':[{'name':'X-Token','value':'%s'}]"
                  .formatted(scene.watcher, SECRET));
      String webhook = "/api/webhooks/" + id;
      String path = "/api/sessions/" + scene.watcher;

      List<Answer> others =
          List.of(
              session,
              scene.api.get(path),
              scene.api.get("/api/sessions"),
              scene.api.patch(path, json("{'pushName':'Answers'}")),
              scene.api.patch(webhook, json("{'hmacKey':'another-%s'}".formatted(SECRET))),
              scene.api.get(webhook),
              scene.api.get("/api/webhooks"),
              scene.api.post(webhook + "/test", ""),
              scene.api.get(webhook + "/deliveries"),
              master.patch(keyPath, json("{'label':'answered'}")),
              master.get("/admin/keys"),
              master.delete(keyPath));

      assertThat(others).allSatisfy(answer -> assertThat(answer.status()).isBetween(200, 201));
      assertThat(others)
          .extracting(answer -> answer.response().body())
          .allSatisfy(
              body ->
                  assertThat(secrets(key, deployment)).noneMatch(secret -> body.contains(secret)));
    }
  }

  @Test
  void everyPageOfSessionsWithFatConfigsFitsIntoLambdasAnswer() {
    try (var scene = new Scene(new LocalDeployment())) {
      String fat = "[" + "'',".repeat(5_400) + "1]";
      List<String> names = new ArrayList<>();
      for (int i = 100; i < 190; i++) {
        names.add("fat-" + i);
        scene.session("{'name':'fat-%d','proxy':%s,'config':%s}".formatted(i, fat, fat));
      }

      List<String> listed = new ArrayList<>();
      int pages = 0;
      Optional<String> cursor = Optional.of("");
      while (cursor.isPresent()) {
        String after = cursor.get().isEmpty() ? "" : "&cursor=" + cursor.get();
        Answer page = scene.api.get("/api/sessions?limit=500" + after);
        assertThat(StrictJson.write(StrictJson.newObject().put("body", page.response().body())))
            .hasSizeLessThan(6_000_000);
        page.list().forEach(each -> listed.add(each.path("name").stringValueOpt().orElseThrow()));
        cursor = page.body().path("nextCursor").stringValueOpt();
        pages++;
      }
      names.forEach(name -> scene.api.delete("/api/sessions/" + name));

      assertThat(pages).isGreaterThan(1);
      assertThat(listed).containsAll(names).doesNotHaveDuplicates();
    }
  }

  private static Stream<String> secrets(JsonNode key, Deployment deployment) {
    return Stream.of(
        SECRET,
        Scene.KEY,
        "whsec_",
        key.path("key").stringValueOpt().orElseThrow(),
        deployment.apiKey(),
        deployment.masterKey());
  }
}
