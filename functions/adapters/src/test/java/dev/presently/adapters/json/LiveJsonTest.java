package dev.presently.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.live.Refusal;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.NamedChat;
import dev.presently.core.presence.Presence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveJsonTest {
  private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
  private static final int GATEWAYS_LIMIT = 128 * 1024;

  private final LiveJson json = new LiveJson();

  @Test
  void aSnapshotIsSplitBelowTheGatewaysLimit() {
    List<String> messages =
        json.snapshot(Stream.of(named(group(1, 400)), named(group(2, 400)), named(group(3, 400))));

    assertThat(messages).hasSizeGreaterThan(1).allMatch(LiveJsonTest::fits);
    assertThat(
            messages.stream()
                .mapToInt(message -> StrictJson.read(message).path("presences").size())
                .sum())
        .isEqualTo(3);
  }

  @Test
  void aSnapshotOfNothingIsOneMessage() {
    assertThat(json.snapshot(Stream.of()))
        .containsExactly("{\"type\":\"snapshot\",\"presences\":[]}");
  }

  @Test
  void aGroupThatIsTooLargeForAMessageIsAnError() {
    ChatView large = group(1, 2_048);

    List<String> messages = json.snapshot(Stream.of(named(large), named(group(2, 1))));

    assertThat(messages).hasSize(2).allMatch(LiveJsonTest::fits);
    assertThat(messages.getFirst())
        .isEqualTo(json.presence(named(large), Optional.empty()))
        .contains("answer_too_large", "\"chatId\":\"1@g.us\"");
  }

  @Test
  void aNameThatThePresenceDoesNotHaveIsTold() {
    Identity maria = Identity.of(Jid.phone("5511999999999"), Jid.lid("77"), Identity.Mode.PN);
    ChatView view =
        new ChatView(
            maria.jid(),
            Optional.of(Presence.unknown(maria, NOW)),
            List.of(),
            Optional.empty(),
            false);

    assertThat(json.presence(new NamedChat(Jid.lid("76"), view), Optional.empty()))
        .contains("\"watched\":\"76@lid\"}");
    assertThat(json.snapshot(Stream.of(new NamedChat(Jid.lid("77"), view), named(view))))
        .noneMatch(message -> message.contains("watched"));
  }

  @Test
  void theEndOfAConnectionHasItsCloseCode() {
    assertThat(json.end(Refusal.notAllowed("forbidden", "no")))
        .isEqualTo(
            "{\"type\":\"error\",\"code\":\"forbidden\",\"error\":\"no\",\"closeCode\":4403}");
    assertThat(json.error("x", "y", Optional.of("z")))
        .isEqualTo("{\"type\":\"error\",\"code\":\"x\",\"error\":\"y\",\"field\":\"z\"}");
  }

  private static ChatView group(int number, int participants) {
    return new ChatView(
        Jid.parse(number + "@g.us"),
        Optional.empty(),
        IntStream.range(0, participants)
            .mapToObj(i -> Jid.phone("551190000%04d".formatted(i)))
            .map(jid -> Presence.unknown(Identity.of(jid), NOW))
            .toList(),
        Optional.empty(),
        false);
  }

  private static NamedChat named(ChatView view) {
    return new NamedChat(view.chat(), view);
  }

  private static boolean fits(String message) {
    return message.getBytes(UTF_8).length < GATEWAYS_LIMIT;
  }
}
