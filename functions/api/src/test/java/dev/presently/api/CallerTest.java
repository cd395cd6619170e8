package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.Json;
import dev.presently.core.access.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerTest {
  @Test
  void aCallerComesThroughTheContextUnchanged() {
    for (Caller caller :
        List.of(
            Callers.MASTER,
            Callers.of("sales", "desk.2"),
            Callers.with(Scope.PRESENCE_INTAKE, Scope.WEBHOOKS_READ))) {
      Map<String, Json> told = new LinkedHashMap<>();
      caller.context().forEach((name, text) -> told.put(name, new Json.Text(text)));

      assertThat(Caller.read(new Json.Obj(told))).contains(caller);
    }
  }

  @Test
  void whereNothingIsToldNobodyCalls() {
    assertThat(Caller.read(new Json.Obj(Map.of()))).isEmpty();
    assertThat(Caller.read(new Json.Obj(Map.of("principalId", new Json.Text("key_1"))))).isEmpty();
  }
}
