package dev.presently.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Deployment;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceState;
import org.junit.jupiter.api.Test;

class UnsubscribePresenceTest {
  private final Deployment here = new Deployment();
  private static final String SALES = "5511999999999@s.whatsapp.net";

  private final UnsubscribePresence unsubscribePresence =
      new UnsubscribePresence(here.useCases().engines(), here.entrance());

  @Test
  void laterEventsAreNotStored() {
    here.hasConnected("sales", "+5511999999999");
    here.hasConnected("desk", "+5511911111111");
    here.subscribe("desk", SALES);

    Answer answer = new Call().session("desk").chat(SALES).to(unsubscribePresence);
    here.engine("sales").setPresence(Availability.AVAILABLE);

    assertThat(answer.text()).isEqualTo("{\"success\":true}");
    assertThat(here.presence("desk", SALES).orElseThrow().shown())
        .isEqualTo(PresenceState.UNAVAILABLE);
  }

  @Test
  void withoutASubscriptionItSucceedsToo() {
    here.hasConnected("desk", "+5511911111111");

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
