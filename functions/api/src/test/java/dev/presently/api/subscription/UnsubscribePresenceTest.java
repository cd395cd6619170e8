package dev.presently.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceState;
import org.junit.jupiter.api.Test;

class UnsubscribePresenceTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private static final String SALES = "5511999999999@s.whatsapp.net";

  private final UnsubscribePresence unsubscribePresence = new UnsubscribePresence(deployment);

  @Test
  void laterEventsAreNotStored() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("desk", "+5511911111111");
    deployment.subscribe("desk", SALES);

    Answer answer = new Call().session("desk").chat(SALES).to(unsubscribePresence);
    deployment.engine("sales").setPresence(Availability.AVAILABLE);

    assertThat(answer.text()).isEqualTo("{\"success\":true}");
    assertThat(deployment.presence("desk", SALES).orElseThrow().state())
        .isEqualTo(PresenceState.UNAVAILABLE);
  }

  @Test
  void withoutASubscriptionItSucceedsToo() {
    deployment.storeConnected("desk", "+5511911111111");

    assertThat(new Call().session("desk").chat(SALES).to(unsubscribePresence).status())
        .isEqualTo(200);
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").chat(SALES).to(unsubscribePresence).problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void anInvalidChatIsRefused() {
    assertThat(new Call().session("desk").chat("x@y").to(unsubscribePresence).problem())
        .isEqualTo("400 invalid_value chatId");
  }
}
