package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
  /** Every scope of every operation, allowed and refused. */
  @Test
  void anOperationAnswersKeysWhoseScopesIncludeItsOwn() {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, OperationScope> operation : OperationScope.ALL.entrySet()) {
      for (Scope scope : Scope.values()) {
        int expected =
            switch (operation.getValue()) {
              case OperationScope.Open() -> 200;
              case OperationScope.ForMaster() -> 403;
              case OperationScope.ForScope(var needed) -> scope.includes(needed) ? 200 : 403;
            };
        int status =
            new Call().by(Callers.with(scope)).to(answering(operation.getValue())).status();
        if (status != expected) {
          wrong.add(operation.getKey() + " by " + scope.word() + ": " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theMasterKeyOpensOnlyTheKeyOperations() {
    assertThat(new Call().by(Callers.MASTER).to(answering(new OperationScope.ForMaster())).status())
        .isEqualTo(200);
    assertThat(
            new Call()
                .by(Callers.MASTER)
                .to(answering(new OperationScope.ForScope(Scope.PRESENCE_READ)))
                .problem())
        .isEqualTo("403 forbidden");
  }

  @Test
  void withoutAnAuthorizerTheAnswerIs401() {
    for (OperationScope permit :
        List.of(new OperationScope.ForMaster(), new OperationScope.ForScope(Scope.PRESENCE_READ))) {
      assertThat(new Call().byNobody().to(answering(permit)).problem())
          .isEqualTo("401 unauthorized");
    }
    assertThat(new Call().byNobody().to(answering(new OperationScope.Open())).status())
        .isEqualTo(200);
  }

  @Test
  void aKeyLimitedToSessionsCannotUseOtherSessionsPaths() {
    ApiHandler reading = answering(new OperationScope.ForScope(Scope.PRESENCE_READ));

    assertThat(new Call().by(Callers.of("sales", "desk")).session("desk").to(reading).status())
        .isEqualTo(200);
    assertThat(new Call().by(Callers.of("sales")).session("desk").to(reading).problem())
        .isEqualTo("403 forbidden");
    assertThat(new Call().by(Callers.of("sales")).to(reading).status()).isEqualTo(200);
  }

  /** 403 comes before every error of the body. */
  @Test
  void authorizationComesBeforeAllChecksOfTheBody() {
    ApiHandler taking =
        new ScriptedHandler(
            new InMemoryDeployment().filters(),
            new OperationScope.ForScope(Scope.PRESENCE_MANAGE),
            request -> request.body(_ -> ApiResponse.success()));

    assertThat(
            new Call()
                .by(Callers.with(Scope.PRESENCE_READ))
                .header("Content-Type", "text/plain")
                .rawBody("x".repeat(300_000))
                .to(taking)
                .problem())
        .isEqualTo("403 forbidden");
  }

  @Test
  void anOperationWithoutAScopeCannotBeCreated() {
    assertThatThrownBy(() -> OperationScope.of("stealPresence"))
        .hasMessageContaining("stealPresence");
  }

  private static ApiHandler answering(OperationScope permit) {
    return new ScriptedHandler(
        new InMemoryDeployment().filters(), permit, _ -> ApiResponse.success());
  }
}
