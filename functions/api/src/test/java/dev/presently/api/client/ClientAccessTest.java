package dev.presently.api.client;

import static dev.presently.api.client.ClientFixture.CONTACT;
import static dev.presently.api.client.ClientFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.api.Answer;
import dev.presently.api.ApiWiring;
import dev.presently.api.Call;
import dev.presently.api.Caller;
import dev.presently.api.OperationScope;
import dev.presently.core.Examples;
import dev.presently.core.session.SessionName;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the holder of a client token may do at each operation. */
class ClientAccessTest {
  private static final String ALL = "read_presence,subscribe_presence,send_typing";

  private final ClientFixture world = new ClientFixture();

  @BeforeEach
  void begin() {
    world.deployment.engine("shop").start(Optional.empty());
    allow(ALL);
  }

  /** An action opens its own operations; all others are 403 whatever the rules say. */
  @Test
  void everyOperationTakesItsActionAndNoOther() throws Exception {
    List<String> wrong = new ArrayList<>();
    Caller client = world.client("");
    for (String allowed : List.of("", "read_presence", "subscribe_presence", "send_typing")) {
      allow(allowed);
      for (Map.Entry<String, OperationScope> operation : OperationScope.ALL.entrySet()) {
        if (operation.getValue() instanceof OperationScope.Open) {
          continue;
        }
        var action = OperationScope.CLIENT_ACTIONS.get(operation.getKey());
        String expected =
            action == null
                ? "403 forbidden"
                : action.word().equals(allowed) ? "200" : "403 action_not_allowed";
        Answer answer = call(operation.getKey(), client, "shop");
        String actual = answer.status() == 200 ? "200" : answer.problem();
        if (!actual.equals(expected)) {
          wrong.add(operation.getKey() + " with " + allowed + ": " + actual);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aNewKeyEndsEveryEarlierTokenForGood() throws Exception {
    Caller old = world.client("");
    world.rules("{\"allowedActions\":\"" + ALL + "\",\"rotateKey\":true}");

    assertThat(call("listPresence", old, "shop").problem()).isEqualTo("401 unauthorized");
    assertThat(call("listPresence", world.client(""), "shop").status()).isEqualTo(200);
    allow(ALL);
    assertThat(call("listPresence", old, "shop").problem()).isEqualTo("401 unauthorized");
  }

  @Test
  void aTokenReachesItsSessionOnly() throws Exception {
    world.deployment.store(Examples.loopback("desk", "+5511900000009"));
    Caller client = world.client("");

    for (String operation : OperationScope.CLIENT_ACTIONS.keySet()) {
      assertThat(call(operation, client, "desk").problem())
          .as(operation)
          .isEqualTo("403 forbidden");
    }
  }

  @Test
  void aTokenWithChatsReachesThemOnly() throws Exception {
    Caller client = world.client(",\"chatIds\":[\"" + OTHER + "\"]");

    for (String operation : OperationScope.CLIENT_ACTIONS.keySet()) {
      if (!operation.equals("listPresence")) {
        assertThat(call(operation, client, "shop").problem())
            .as(operation)
            .isEqualTo("403 chat_not_allowed");
      }
    }
    assertThat(
            request(client)
                .body("{\"chatIds\":[\"%s\",\"%s\"]}".formatted(OTHER, CONTACT))
                .to(handler("queryPresence"))
                .problem())
        .isEqualTo("403 chat_not_allowed");
    assertThat(request(client).chat("+5511900000002").to(handler("getPresence")).status())
        .isEqualTo(200);
  }

  @Test
  void aChatThatIsNotAllowedIsRefusedBeforeTheBody() throws Exception {
    Caller client = world.client(",\"chatIds\":[\"" + OTHER + "\"]");

    assertThat(request(client).chat(CONTACT).body("{").to(handler("subscribePresence")).problem())
        .isEqualTo("403 chat_not_allowed");
  }

  @Test
  void aListShowsTheChatsOfTheTokenOnly() throws Exception {
    for (int i = 1; i <= 4; i++) {
      world.deployment.subscribe("shop", "551190000000" + i);
    }
    Caller client =
        world.client(",\"chatIds\":[\"+5511900000004\",\"%s\",\"77@lid\"]".formatted(OTHER));

    Answer first = request(client).query("limit", "1").to(handler("listPresence"));
    Answer rest =
        request(client)
            .query("cursor", first.json().path("nextCursor").stringValue())
            .to(handler("listPresence"));

    assertThat(first.list()).extracting(ClientAccessTest::chatId).containsExactly(OTHER);
    assertThat(rest.list())
        .extracting(ClientAccessTest::chatId)
        .containsExactly("5511900000004@s.whatsapp.net");
    assertThat(rest.json().has("nextCursor")).isFalse();
  }

  /** Without API Gateway's cache: the next request meets the new rules. */
  @Test
  void changedRulesCountAtOnce() throws Exception {
    Caller client = world.client("");
    assertThat(read(client).status()).isEqualTo(200);

    allow("send_typing");
    assertThat(read(client).problem()).isEqualTo("403 action_not_allowed");
    world.rules("{\"allowedActions\":\"read_presence\",\"enabled\":false}");
    assertThat(read(client).problem()).isEqualTo("403 clients_disabled");
    allow(ALL);
    assertThat(read(client).status()).isEqualTo(200);
    world.deployment.clientRules.remove(new SessionName("shop"));
    assertThat(read(client).problem()).isEqualTo("401 unauthorized");
  }

  @Test
  void aTokenOfADeletedSessionStaysRefusedInTheNextOneWhileTheAuthorizersAnswerIsCached()
      throws Exception {
    Caller client = world.client("");
    assertThat(read(client).status()).isEqualTo(200);

    world.deployment.useCases().removeSession().remove(new SessionName("shop"));
    world.deployment.store(Examples.loopback("shop", "+5511900000003"));
    allow(ALL);

    for (String operation : OperationScope.CLIENT_ACTIONS.keySet()) {
      assertThat(call(operation, client, "shop").problem())
          .as(operation)
          .isEqualTo("401 unauthorized");
    }
  }

  @Test
  void anExpiredTokenIsRefusedWhileTheAuthorizersAnswerIsCached() throws Exception {
    Caller client = world.client(",\"ttlSeconds\":60");

    world.deployment.clock.advance(Duration.ofSeconds(60));

    assertThat(read(client).problem()).isEqualTo("401 unauthorized");
  }

  @Test
  void theOriginMustBeOneOfTheRules() throws Exception {
    world.rules(
        """
        {"allowedActions":"read_presence","allowedOrigins":"https://a.example.com,https://b.example.com"}""");
    Caller client = world.client("");

    assertThat(from(client, "https://b.example.com").status()).isEqualTo(200);
    for (String origin :
        List.of(
            "https://c.example.com",
            "http://b.example.com",
            "https://b.example.com:8443",
            "https://b.example.com.evil.dev",
            "null")) {
      assertThat(from(client, origin).problem()).isEqualTo("403 origin_not_allowed");
    }
    assertThat(read(client).problem()).isEqualTo("403 origin_not_allowed");
  }

  @Test
  void eachEphemeralIdHasItsOwnRate() throws Exception {
    world.rules("{\"allowedActions\":\"read_presence\",\"rateLimit\":2}");
    Caller client = world.client("");

    assertThat(read(client).header("X-RateLimit-Remaining")).isEqualTo("1");
    assertThat(read(client).header("X-RateLimit-Limit")).isEqualTo("2");
    Answer third = read(world.client(""));
    assertThat(third.problem()).isEqualTo("429 too_many_requests");
    assertThat(third.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 120);
    Answer other =
        new Call()
            .body("{\"session\":\"shop\",\"ephemeralId\":\"u2\"}")
            .to(new CreateClientToken(world.deployment));
    assertThat(read(world.verified(ClientFixture.text(other))).status()).isEqualTo(200);
    world.deployment.clock.advance(Duration.ofMinutes(2));
    assertThat(read(client).status()).isEqualTo(200);
  }

  @Test
  void aDayHasItsLimitToo() throws Exception {
    world.rules("{\"allowedActions\":\"read_presence\",\"rateLimit\":0,\"maxDaily\":2}");
    Caller client = world.client(",\"ttlSeconds\":3600");

    assertThat(read(client).proxy().path("headers").has("X-RateLimit-Limit")).isFalse();
    assertThat(read(client).status()).isEqualTo(200);
    Answer third = read(client);
    assertThat(third.problem()).isEqualTo("429 too_many_requests");
    assertThat(Integer.parseInt(third.header("Retry-After"))).isBetween(1, 86_400);
  }

  private void allow(String actions) {
    world.rules("{\"allowedActions\":\"" + actions + "\",\"rateLimit\":0}");
  }

  private Answer read(Caller client) throws Exception {
    return call("getPresence", client, "shop");
  }

  private Answer from(Caller client, String origin) throws Exception {
    return request(client).chat(CONTACT).header("Origin", origin).to(handler("getPresence"));
  }

  /** About the contact, at an operation that takes client tokens. */
  private Answer call(String operation, Caller client, String session) throws Exception {
    Call call = request(client).session(session);
    switch (operation) {
      case "sendTyping" -> call.body("{\"chatId\":\"" + CONTACT + "\"}");
      case "queryPresence" -> call.body("{\"chatIds\":[\"" + CONTACT + "\"]}");
      case "listPresence" -> {}
      default -> call.chat(CONTACT);
    }
    return call.to(handler(operation));
  }

  private static Call request(Caller client) {
    return new Call().by(client).session("shop");
  }

  private RequestStreamHandler handler(String operation) throws Exception {
    for (String feature :
        List.of("presence", "subscription", "session", "webhook", "access", "privacy", "client")) {
      String name = Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
      try {
        for (Constructor<?> constructor :
            Class.forName("dev.presently.api." + feature + "." + name).getDeclaredConstructors()) {
          Class<?>[] parameters = constructor.getParameterTypes();
          if (parameters.length > 0 && parameters[0] == ApiWiring.class) {
            constructor.setAccessible(true);
            Object[] arguments = new Object[parameters.length];
            arguments[0] = world.deployment;
            return (RequestStreamHandler) constructor.newInstance(arguments);
          }
        }
      } catch (ClassNotFoundException e) {
        // In another package.
      }
    }
    throw new AssertionError("no handler of " + operation);
  }

  private static String chatId(JsonNode presence) {
    return presence.path("chatId").stringValue();
  }
}
