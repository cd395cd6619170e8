package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.access.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class CallerTest {
  @Test
  void aCallerIsReadFromTheContextUnchanged() {
    for (Caller caller :
        List.of(
            Callers.MASTER,
            Callers.of("sales", "desk.2"),
            Callers.with(Scope.PRESENCE_INTAKE, Scope.WEBHOOKS_READ))) {
      ObjectNode context = StrictJson.newObject();
      caller.context().forEach(context::put);

      assertThat(Caller.read(context)).contains(caller);
    }
  }

  @Test
  void aContextWithoutAKeyHasNoCaller() {
    assertThat(Caller.read(StrictJson.newObject())).isEmpty();
    assertThat(Caller.read(StrictJson.newObject().put("principalId", "key_1"))).isEmpty();
  }
}
