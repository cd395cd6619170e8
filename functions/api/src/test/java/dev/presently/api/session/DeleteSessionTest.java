package dev.presently.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Deployment;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import org.junit.jupiter.api.Test;

class DeleteSessionTest {
  private final Deployment here = new Deployment();
  private final DeleteSession deleteSession =
      new DeleteSession(here.useCases().removeSession(), here.entrance());

  @Test
  void theSessionAndAllItsDataAreDeleted() {
    here.hasConnected("sales", "+5511999999999");
    here.hasConnected("desk", "+5511911111111");
    here.subscribe("sales", "5511911111111@s.whatsapp.net");

    Answer answer = new Call().session("sales").to(deleteSession);

    assertThat(answer.text()).isEqualTo("{\"success\":true}");
    assertThat(here.sessions.find(new SessionName("sales"))).isEmpty();
    assertThat(here.presence("sales", "5511911111111@s.whatsapp.net")).isEmpty();
    assertThat(here.subscribers.of(Jid.parse("5511911111111"))).isEmpty();
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
