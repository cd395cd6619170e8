package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import dev.presently.core.session.SessionName;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final Map<Scope, Set<Scope>> INCLUDED =
      Map.of(
          Scope.ALL, EnumSet.allOf(Scope.class),
          Scope.SESSIONS_READ, EnumSet.of(Scope.SESSIONS_READ),
          Scope.SESSIONS_MANAGE, EnumSet.of(Scope.SESSIONS_READ, Scope.SESSIONS_MANAGE),
          Scope.PRESENCE_READ, EnumSet.of(Scope.PRESENCE_READ),
          Scope.PRESENCE_MANAGE, EnumSet.of(Scope.PRESENCE_READ, Scope.PRESENCE_MANAGE),
          Scope.PRESENCE_INTAKE, EnumSet.of(Scope.PRESENCE_INTAKE),
          Scope.WEBHOOKS_READ, EnumSet.of(Scope.WEBHOOKS_READ),
          Scope.WEBHOOKS_MANAGE, EnumSet.of(Scope.WEBHOOKS_READ, Scope.WEBHOOKS_MANAGE));

  @Test
  void manageIncludesReadAndTheStarIncludesAll() {
    for (Scope scope : Scope.values()) {
      for (Scope needed : Scope.values()) {
        assertThat(scope.includes(needed))
            .as("%s includes %s", scope, needed)
            .isEqualTo(INCLUDED.get(scope).contains(needed));
      }
    }
  }

  @Test
  void everyWordIsReadAsItIsWritten() {
    for (Scope scope : Scope.values()) {
      assertThat(Scope.parse(scope.word())).isEqualTo(scope);
    }
    assertThatThrownBy(() -> Scope.parse("presence:write"))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("presence:manage");
  }

  @Test
  void aGrantWithSessionsReachesThoseAlone() {
    var own = new SessionName("sales");
    var limited = new Grant(Set.of(Scope.ALL), Optional.of(Set.of(own)));

    assertThat(limited.reaches(own)).isTrue();
    assertThat(limited.reaches(new SessionName("shop"))).isFalse();
    assertThat(limited.reachesAll()).isFalse();
    assertThat(Grant.everything().reaches(own)).isTrue();
    assertThat(Grant.everything().reachesAll()).isTrue();
  }

  @Test
  void oneOfSeveralScopesIsEnough() {
    var grant = new Grant(Set.of(Scope.SESSIONS_READ, Scope.WEBHOOKS_MANAGE), Optional.empty());

    assertThat(grant.allows(Scope.WEBHOOKS_READ)).isTrue();
    assertThat(grant.allows(Scope.SESSIONS_MANAGE)).isFalse();
  }
}
