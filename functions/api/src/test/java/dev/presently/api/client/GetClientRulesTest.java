package dev.presently.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import org.junit.jupiter.api.Test;

class GetClientRulesTest {
  private final ClientFixture world = new ClientFixture();

  @Test
  void theRulesAreAnsweredAsTheyWereSetWithoutTheKeyOfTokens() {
    Answer set = world.rules("{\"allowedActions\":\"read_presence\"}");

    assertThat(get("shop").text())
        .isEqualTo(set.text())
        .isEqualTo(
            """
            {"allowedActions":"read_presence","allowedOrigins":"","rateLimit":60,"maxDaily":0,"enabled":true}""");
  }

  @Test
  void aSessionWithoutRulesIsDistinguishedFromNone() {
    assertThat(get("shop").problem()).isEqualTo("404 client_rules_not_found");
    assertThat(get("desk").problem()).isEqualTo("404 session_not_found");
  }

  private Answer get(String session) {
    return new Call().session(session).to(new GetClientRules(world.deployment));
  }
}
