package dev.presently.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.log.Log;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.api.RequestLog;
import dev.presently.core.contact.Jid;
import dev.presently.core.privacy.ContactHash;
import dev.presently.core.session.SessionName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EraseContactTest {
  private static final String NUMBER = "5511911111111";
  private static final String DESK = NUMBER + "@s.whatsapp.net";

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final InMemoryDeployment deployment =
      new InMemoryDeployment(
          new RequestLog(Log.to(new PrintStream(lines, true, StandardCharsets.UTF_8), "info")));
  private final EraseContact eraseContact = new EraseContact(deployment);

  private void watched() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("desk", "+" + NUMBER);
    deployment.subscribe("sales", DESK);
  }

  @Test
  void presenceAndSubscriptionAreErased() {
    watched();

    Answer answer = new Call().session("sales").chat(DESK).to(eraseContact);

    assertThat(answer.text()).isEqualTo("{\"success\":true}");
    assertThat(deployment.presence("sales", DESK)).isEmpty();
    assertThat(deployment.subscribers.of(Jid.parse(DESK))).isEmpty();
  }

  @Test
  void theLogNamesTheContactByAHash() {
    watched();

    new Call().session("sales").chat(DESK).to(eraseContact);

    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains(
            "\"message\":\"erased\"",
            "\"contact\":\""
                + ContactHash.of(new SessionName("sales"), Jid.parse(DESK))
                + "\",\"records\":1,\"deliveries\":0")
        .doesNotContain(NUMBER);
  }

  @Test
  void withoutDataItSucceedsToo() {
    watched();

    assertThat(new Call().session("sales").chat("120300000001@g.us").to(eraseContact).status())
        .isEqualTo(200);
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").chat(DESK).to(eraseContact).problem())
        .isEqualTo("404 session_not_found");
    assertThat(lines.toString(StandardCharsets.UTF_8)).doesNotContain("erased", "\"contact\"");
  }

  @Test
  void anInvalidChatIsRefused() {
    assertThat(new Call().session("sales").chat("x@y").to(eraseContact).problem())
        .isEqualTo("400 invalid_value chatId");
  }
}
