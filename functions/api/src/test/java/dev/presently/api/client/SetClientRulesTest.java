package dev.presently.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Call;
import dev.presently.api.Callers;
import dev.presently.core.ConcurrentCallers;
import dev.presently.core.access.Scope;
import dev.presently.core.engine.RemoveSession;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetClientRulesTest {
  private final ClientFixture world = new ClientFixture();

  @Test
  void theRulesAreReplacedAndAbsentFieldsGetTheirDefaults() {
    assertThat(
            world
                .rules(
                    """
                    {"allowedActions":"send_typing, read_presence",\
                    "allowedOrigins":"https://B.example.com:443,http://localhost:3000",\
                    "rateLimit":0,"maxDaily":5000,"enabled":false}""")
                .text())
        .isEqualTo(
            """
            {"allowedActions":"read_presence,send_typing",\
            "allowedOrigins":"http://localhost:3000,https://b.example.com",\
            "rateLimit":0,"maxDaily":5000,"enabled":false}""");
    assertThat(world.rules("{}").text())
        .isEqualTo(
            """
            {"allowedActions":"","allowedOrigins":"","rateLimit":60,"maxDaily":0,"enabled":true}""");
  }

  @Test
  void theKeyThatSignsTokensStaysWhileTheRulesChange() {
    world.rules("{}");
    String token = ClientFixture.text(world.token(""));
    world.rules("{\"enabled\":false}");

    assertThat(world.verified(token).token().client().session()).isEqualTo(new SessionName("shop"));
  }

  @Test
  void firstRulesSetBesideADeletionOfTheSessionAreNotThereForTheNextOne() {
    SessionName shop = new SessionName("shop");
    RemoveSession removal = world.deployment.useCases().removeSession();
    world.deployment.sessionStore = afterFirstFind(() -> removal.remove(shop));

    assertThat(world.rules("{}").problem()).isEqualTo("404 session_not_found");
    assertThat(world.deployment.clientRules.find(shop)).isEmpty();
  }

  private SessionStore afterFirstFind(Runnable other) {
    var isFound = new AtomicBoolean();
    return (SessionStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (_, method, arguments) -> {
              Object result = method.invoke(world.deployment.sessions, arguments);
              if (method.getName().equals("find") && isFound.compareAndSet(false, true)) {
                other.run();
              }
              return result;
            });
  }

  @Test
  void tokensOfAllFirstRulesSetAtOnceAreValid() {
    List<String> tokens =
        ConcurrentCallers.of(
            20,
            _ -> {
              world.rules("{}");
              return ClientFixture.text(world.token(""));
            });

    assertThat(tokens)
        .allSatisfy(
            token ->
                assertThat(world.verified(token).token().client().session())
                    .isEqualTo(new SessionName("shop")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'allowedActions':'delete_session'}       | 400 invalid_value allowedActions",
        "{'allowedActions':'read_presence,'}       | 400 invalid_value allowedActions",
        "{'allowedActions':['read_presence']}      | 400 invalid_value allowedActions",
        "{'allowedOrigins':'*'}                    | 400 invalid_value allowedOrigins",
        "{'allowedOrigins':'null'}                 | 400 invalid_value allowedOrigins",
        "{'allowedOrigins':'app.example.com'}      | 400 invalid_value allowedOrigins",
        "{'allowedOrigins':'https://a.dev/page'}   | 400 invalid_value allowedOrigins",
        "{'allowedOrigins':'https://u@a.dev'}      | 400 invalid_value allowedOrigins",
        "{'allowedOrigins':'https://a.dev:70000'}  | 400 invalid_value allowedOrigins",
        "{'allowedOrigins':'javascript:alert(1)'}  | 400 invalid_value allowedOrigins",
        "{'rateLimit':-1}                          | 400 invalid_value rateLimit",
        "{'maxDaily':1.5}                          | 400 invalid_value maxDaily",
        "{'enabled':'yes'}                         | 400 invalid_value enabled",
        "{'allowedAction':'read_presence'}         | 400 unknown_field allowedAction",
        "[]                                        | 400 invalid_body",
      })
  void badRulesAreRefusedByTheirName(String body, String problem) {
    assertThat(world.rules(body.replace('\'', '"')).problem()).isEqualTo(problem);
    assertThat(world.deployment.clientRules.find(new SessionName("shop"))).isEmpty();
  }

  @Test
  void moreThanFiftyOriginsAreRefused() {
    String origins = "https://a.dev,".repeat(50) + "https://a.dev";

    assertThat(world.rules("{\"allowedOrigins\":\"" + origins + "\"}").problem())
        .isEqualTo("400 invalid_value allowedOrigins");
  }

  @Test
  void thereMustBeSuchASession() {
    assertThat(
            new Call()
                .session("desk")
                .body("{}")
                .to(new SetClientRules(world.deployment))
                .problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void aKeyNeedsTheScopeAndTheSession() {
    var set = new SetClientRules(world.deployment);

    assertThat(new Call().by(Callers.with(Scope.PRESENCE_MANAGE)).session("shop").to(set).problem())
        .isEqualTo("403 forbidden");
    assertThat(new Call().by(Callers.of("desk")).session("shop").to(set).problem())
        .isEqualTo("403 forbidden");
  }
}
