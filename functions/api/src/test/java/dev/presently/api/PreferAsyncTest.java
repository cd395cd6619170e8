package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferAsyncTest {
  private final List<Boolean> preferred = new ArrayList<>();

  private final ApiHandler asking =
      new ScriptedHandler(
          new InMemoryDeployment().filters(),
          request -> {
            preferred.add(request.prefersAsync());
            return ApiResponse.success();
          });

  @ParameterizedTest
  @ValueSource(
      strings = {
        "respond-async",
        "Respond-Async",
        " respond-async ",
        "respond-async, wait=10",
        "return=minimal,respond-async",
        "respond-async; later=yes",
      })
  void respondAsyncIsRecognized(String value) {
    new Call().header("prefer", value).to(asking);

    assertThat(preferred).containsExactly(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "wait=10", "respond-asynchronously", "no respond-async"})
  void otherPreferencesAreIgnored(String value) {
    new Call().header("Prefer", value).to(asking);

    assertThat(preferred).containsExactly(false);
  }

  @Test
  void withoutTheHeaderTheAnswerIsSynchronous() {
    new Call().to(asking);

    assertThat(preferred).containsExactly(false);
  }
}
