package dev.presently.api.live;

import static dev.presently.api.live.LiveFixture.CONNECTION;
import static dev.presently.api.live.LiveFixture.PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.access.Grant;
import dev.presently.core.access.Scope;
import dev.presently.core.client.ClientAction;
import dev.presently.core.live.Connection;
import dev.presently.core.live.Viewer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectLiveTest {
  private final LiveFixture live = new LiveFixture();

  @Test
  void aConnectionOfATokenEndsWithTheToken() {
    assertThat(live.connect(live.token(Duration.ofMinutes(15)))).isEqualTo(200);

    Connection opened = live.deployment.connections.find(CONNECTION).orElseThrow();
    assertThat(opened.validUntil()).isEqualTo(live.now().plus(Duration.ofMinutes(15)));
    assertThat(opened.viewer())
        .isInstanceOfSatisfying(
            Viewer.OfToken.class, token -> assertThat(token.origin()).contains(PAGE));
  }

  @Test
  void aConnectionOfAKeyEndsAfterTwoHours() {
    assertThat(live.connect(live.key(Grant.everything()))).isEqualTo(200);

    assertThat(live.deployment.connections.find(CONNECTION).map(Connection::validUntil))
        .contains(live.now().plus(Duration.ofHours(2)));
  }

  @Test
  void whoIsNotKnownIsRefusedWith401() {
    String expired = live.token(Duration.ofSeconds(1));
    live.deployment.clock.advance(Duration.ofSeconds(1));

    for (String token :
        new String[] {"", "x", "prs_ct_x.y.z", expired, "the-master-key-of-tests"}) {
      assertThat(live.connect(token)).as(token).isEqualTo(401);
    }
    assertThat(live.deployment.connections.find(CONNECTION)).isEmpty();
  }

  @Test
  void whatTheRulesOrTheKeyDoNotAllowIsRefusedWith403() {
    String token = live.token(Duration.ofMinutes(15));
    assertThat(live.connect(token, "https://elsewhere.example.com")).isEqualTo(403);
    live.allow(ClientAction.SEND_TYPING);
    assertThat(live.connect(token)).isEqualTo(403);
    live.switchOff();
    assertThat(live.connect(token)).isEqualTo(403);

    assertThat(live.connect(live.key(new Grant(Set.of(Scope.WEBHOOKS_READ), Optional.empty()))))
        .isEqualTo(403);
    assertThat(live.deployment.connections.find(CONNECTION)).isEmpty();
  }

  @Test
  void tooManyConnectionsAreRefusedWith429() {
    String token = live.token(Duration.ofMinutes(15));
    live.allowPerMinute(3);

    for (int i = 0; i < 3; i++) {
      assertThat(live.connect(token)).isEqualTo(200);
    }
    assertThat(live.connect(token)).isEqualTo(429);
  }
}
