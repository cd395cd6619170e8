package dev.presently.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Callers;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Jid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateClientTokenTest {
  private final ClientFixture world = new ClientFixture();

  @Test
  void theTokenIsAnHs256JwtForFifteenMinutes() {
    world.rules("{}");

    Answer created = world.token(",\"chatIds\":[\"+5511900000001\",\"77@lid\"]");

    assertThat(created.status()).isEqualTo(201);
    Instant expiresAt = world.deployment.clock.instant().plus(Duration.ofMinutes(15));
    assertThat(created.data().path("expiresAt").stringValue()).isEqualTo(expiresAt.toString());
    String token = ClientFixture.text(created);
    assertThat(token).startsWith("prs_ct_");
    String[] parts = token.substring("prs_ct_".length()).split("\\.", -1);
    assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"HS256\"}");
    assertThat(StrictJson.read(decoded(parts[1])))
        .isEqualTo(
            StrictJson.read(
                """
                {"sub":"u1","session":"shop","chats":"5511900000001,77@lid","exp":%d}"""
                    .formatted(expiresAt.getEpochSecond())));
    assertThat(world.verified(token).token().chats().orElseThrow())
        .containsExactlyInAnyOrder(Jid.phone("5511900000001"), Jid.lid("77"));
  }

  @Test
  void withoutChatsItReachesAllOfTheSession() {
    world.rules("{}");

    ClientToken token =
        world.verified(ClientFixture.text(world.token(",\"ttlSeconds\":60"))).token();

    assertThat(token.chats()).isEmpty();
    assertThat(token.expiresAt())
        .isEqualTo(world.deployment.clock.instant().plus(Duration.ofMinutes(1)));
  }

  @Test
  void twoHundredGroupsFitIntoTheHeadersThatApiGatewayTakes() {
    world.rules("{}");

    Answer created = world.token(",\"chatIds\":" + groups(200, 18));

    assertThat(ClientFixture.text(created)).hasSizeLessThan(8_500);
    assertThat(world.token(",\"chatIds\":" + groups(201, 18)).problem())
        .isEqualTo("400 invalid_value chatIds");
    assertThat(
            world
                .token(
                    ",\"chatIds\":"
                        + groups(200, 20).replace("@g.us", "-12345678901234567890@g.us"))
                .problem())
        .isEqualTo("400 invalid_value chatIds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'ephemeralId':'u1'}                                    | 400 missing_field session",
        "{'session':'shop'}                                      | 400 missing_field ephemeralId",
        "{'session':'no name','ephemeralId':'u1'}                | 400 invalid_value session",
        "{'session':'shop','ephemeralId':''}                     | 400 invalid_value ephemeralId",
        "{'session':'shop','ephemeralId':'two words'}            | 400 invalid_value ephemeralId",
        "{'session':'shop','ephemeralId':'u1','chatIds':[]}      | 400 invalid_value chatIds",
        "{'session':'shop','ephemeralId':'u1','chatIds':['x']}   | 400 invalid_value chatIds[0]",
        "{'session':'shop','ephemeralId':'u1','ttlSeconds':59}   | 400 invalid_value ttlSeconds",
        "{'session':'shop','ephemeralId':'u1','ttlSeconds':3601} | 400 invalid_value ttlSeconds",
        "{'session':'shop','ephemeralId':'u1','scope':'*'}       | 400 unknown_field scope",
        "{'session':'desk','ephemeralId':'u1'}                   | 404 session_not_found",
      })
  void badInputIsRefusedByItsName(String body, String problem) {
    assertThat(
            new Call()
                .body(body.replace('\'', '"'))
                .to(new CreateClientToken(world.deployment))
                .problem())
        .isEqualTo(problem);
  }

  @Test
  void aSessionWithoutRulesHasNoTokens() {
    assertThat(world.token("").problem()).isEqualTo("404 client_rules_not_found");
  }

  @Test
  void aKeyThatIsLimitedToAnotherSessionMakesNone() {
    assertThat(
            new Call()
                .by(Callers.of("desk"))
                .body("{\"session\":\"shop\",\"ephemeralId\":\"u1\"}")
                .to(new CreateClientToken(world.deployment))
                .problem())
        .isEqualTo("403 forbidden");
  }

  private static String groups(int count, int digits) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + ("1" + "0".repeat(digits - 4) + (100 + i)) + "@g.us\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}
