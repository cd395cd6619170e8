package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import org.junit.jupiter.api.Test;

class DeleteSessionTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final DeleteSession deleteSession = new DeleteSession(deployment);

  @Test
  void theSessionAndAllItsDataAreDeleted() {
    deployment.storeConnected("sales", "+5511999999999");
    deployment.storeConnected("desk", "+5511911111111");
    deployment.subscribe("sales", "5511911111111@s.whatsapp.net");

    Answer answer = new Call().session("sales").to(deleteSession);

    assertThat(answer.text()).isEqualTo("{\"success\":true}");
    assertThat(deployment.sessions.find(new SessionName("sales"))).isEmpty();
    assertThat(deployment.presence("sales", "5511911111111@s.whatsapp.net")).isEmpty();
    assertThat(deployment.subscribers.of(Jid.parse("5511911111111"))).isEmpty();
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").to(deleteSession).problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void anInvalidNameIsRefused() {
    assertThat(new Call().session(".").to(deleteSession).problem())
        .isEqualTo("400 invalid_value session");
  }
}
