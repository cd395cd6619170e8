package dev.presently.api.client;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Caller;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;

/** A session with client rules in an in-memory deployment. */
final class ClientFixture {
  static final String CONTACT = "5511900000001@s.whatsapp.net";
  static final String OTHER = "5511900000002@s.whatsapp.net";

  final InMemoryDeployment deployment = new InMemoryDeployment();

  ClientFixture() {
    deployment.store(Examples.loopback("shop", "+5511900000000"));
  }

  Answer rules(String json) {
    return new Call().method("PUT").session("shop").body(json).to(new SetClientRules(deployment));
  }

  Answer token(String more) {
    return new Call()
        .method("POST")
        .body("{\"session\":\"shop\",\"ephemeralId\":\"u1\"" + more + "}")
        .to(new CreateClientToken(deployment));
  }

  static String text(Answer token) {
    return token.data().path("token").stringValue();
  }

  Caller.Client verified(String text) {
    return new ClientTokens(deployment.clientRules, deployment.clock)
        .verify("Bearer " + text)
        .orElseThrow();
  }

  /** The holder of a new token with these fields beside session and id. */
  Caller client(String more) {
    return verified(text(token(more)));
  }
}
