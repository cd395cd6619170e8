package dev.presently.api.live;

import static dev.presently.api.live.LiveFixture.CONNECTION;
import static dev.presently.api.live.LiveFixture.MARIA;
import static dev.presently.api.live.LiveFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.live.WatchedChat;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisconnectLiveTest {
  private final LiveFixture live = new LiveFixture();

  @Test
  void nothingOfAConnectionIsLeftAndItMayEndTwice() {
    live.connect(live.token(Duration.ofMinutes(15)));
    live.send("{'type':'watch','chatIds':['+5511999999999']}");
    WatchedChat chat = new WatchedChat(SHOP, MARIA);
    assertThat(live.deployment.connections.watchers(chat, Optional.empty(), 9).items()).hasSize(1);

    assertThat(live.disconnect()).isEqualTo(200);
    assertThat(live.disconnect()).isEqualTo(200);

    assertThat(live.deployment.connections.find(CONNECTION)).isEmpty();
    assertThat(live.deployment.connections.watchers(chat, Optional.empty(), 9).items()).isEmpty();
  }
}
