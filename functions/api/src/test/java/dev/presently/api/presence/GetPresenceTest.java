package dev.presently.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Typing;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GetPresenceTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private static final String JID = "5511999999999@s.whatsapp.net";
  private static final String GROUP = "120363000000000001@g.us";

  private final GetPresence getPresence = new GetPresence(deployment);

  private static Report about(String jid) {
    return Report.about(Identity.of(Jid.parse(jid)));
  }

  @Test
  void aContactWithoutEventsIsUnknown() {
    deployment.store(Examples.loopback("sales"));

    assertThat(new Call().session("sales").chat("+5511999999999").to(getPresence).text())
        .isEqualTo(
            "{\"chatId\":\"5511999999999@s.whatsapp.net\",\"presence\":\"unknown\","
                + "\"lastSeenStatus\":\"unknown\",\"seq\":0,\"subscribed\":false,"
                + "\"phoneNumber\":\"+5511999999999\"}");
  }

  @Test
  void aSubscriptionAloneIsUnknownToo() {
    deployment.store(Examples.loopback("sales"));
    deployment.subscribe("sales", JID);

    assertThat(new Call().session("sales").chat(JID).to(getPresence).text())
        .isEqualTo(
            "{\"chatId\":\"5511999999999@s.whatsapp.net\",\"presence\":\"unknown\","
                + "\"lastSeenStatus\":\"unknown\",\"seq\":0,\"subscribed\":true,"
                + "\"phoneNumber\":\"+5511999999999\"}");
  }

  @Test
  void allKnownFieldsAreShown() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.subscribe("shop", JID);
    Report report =
        Report.about(Identity.of(Jid.parse(JID), Jid.lid("81000000000001"), Identity.Mode.PN));
    deployment.report("shop", report.with(Availability.AVAILABLE));
    deployment.clock.advance(Duration.ofSeconds(2));
    deployment.report(
        "shop",
        report
            .with(Availability.UNAVAILABLE)
            .with(new LastSeen.Visible(Instant.parse("2026-03-02T10:00:01Z"))));

    assertThat(new Call().session("shop").chat("81000000000001@lid").to(getPresence).text())
        .isEqualTo(
            "{\"chatId\":\"5511999999999@s.whatsapp.net\",\"presence\":\"unavailable\","
                + "\"lastSeen\":\"2026-03-02T10:00:01Z\",\"lastSeenStatus\":\"visible\","
                + "\"observedLastSeen\":\"2026-03-02T10:00:02Z\","
                + "\"updatedAt\":\"2026-03-02T10:00:02Z\",\"seq\":2,\"subscribed\":true,"
                + "\"phoneNumber\":\"+5511999999999\",\"lid\":\"81000000000001@lid\"}");
  }

  @Test
  void typingEndsByItselfOnReads() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.report("shop", about(JID).with(Typing.COMPOSING));

    JsonNode before = new Call().session("shop").chat(JID).to(getPresence).data();
    deployment.clock.advance(Duration.ofSeconds(25));
    JsonNode after = new Call().session("shop").chat(JID).to(getPresence).data();

    assertThat(before.path("presence").stringValueOpt()).contains("composing");
    assertThat(before.path("expiresAt").stringValueOpt()).contains("2026-03-02T10:00:25Z");
    assertThat(after.path("presence").stringValueOpt()).contains("available");
    assertThat(after.propertyNames()).doesNotContain("expiresAt");
  }

  @Test
  void aHiddenLastSeenIsShownAsHidden() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.report("shop", about(JID).with(Availability.UNAVAILABLE).with(LastSeen.HIDDEN));

    JsonNode shown = new Call().session("shop").chat(JID).to(getPresence).data();

    assertThat(shown.path("lastSeenStatus").stringValueOpt()).contains("hidden");
    assertThat(shown.propertyNames()).doesNotContain("lastSeen");
  }

  @Test
  void aGroupShowsItsStrongestParticipant() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.report("shop", about(JID).in(Jid.parse(GROUP)).with(Typing.COMPOSING));
    deployment.clock.advance(Duration.ofSeconds(1));
    deployment.report(
        "shop", about("81000000000002@lid").in(Jid.parse(GROUP)).with(Availability.UNAVAILABLE));

    assertThat(new Call().session("shop").chat(GROUP).to(getPresence).text())
        .isEqualTo(
            "{\"chatId\":\"120363000000000001@g.us\",\"presence\":\"composing\","
                + "\"updatedAt\":\"2026-03-02T10:00:01Z\",\"expiresAt\":\"2026-03-02T10:00:25Z\","
                + "\"subscribed\":false,\"participants\":["
                + "{\"chatId\":\"5511999999999@s.whatsapp.net\",\"presence\":\"composing\","
                + "\"phoneNumber\":\"+5511999999999\",\"seq\":1},"
                + "{\"chatId\":\"81000000000002@lid\",\"presence\":\"unavailable\","
                + "\"lid\":\"81000000000002@lid\",\"seq\":1}],\"onlineCount\":1}");
  }

  @Test
  void aGroupWithoutEventsHasNoParticipants() {
    deployment.store(Examples.loopback("sales"));

    assertThat(new Call().session("sales").chat(GROUP).to(getPresence).text())
        .isEqualTo(
            "{\"chatId\":\"120363000000000001@g.us\",\"presence\":\"unknown\","
                + "\"subscribed\":false,\"participants\":[],\"onlineCount\":0}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
  void theSameStateIsNotSentTwice(String known) {
    deployment.store(Examples.loopback("sales"));
    Answer first = new Call().session("sales").chat(JID).to(getPresence);

    Answer second =
        new Call()
            .session("sales")
            .chat(JID)
            .header("if-none-match", known.formatted(first.header("ETag")))
            .to(getPresence);

    assertThat(first.header("ETag")).matches("\"[0-9a-f]{32}\"");
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
    assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(second.header("X-Request-Id")).isNotEmpty();
  }

  @Test
  void anotherStateHasAnotherTag() {
    deployment.store(Examples.loopback("sales"));
    String tag = new Call().session("sales").chat(JID).to(getPresence).header("ETag");
    deployment.subscribe("sales", JID);

    Answer answer =
        new Call().session("sales").chat(JID).header("If-None-Match", tag).to(getPresence);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isNotEqualTo(tag);
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").chat(JID).to(getPresence).problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void anInvalidChatIsRefused() {
    assertThat(new Call().session("sales").chat("nobody").to(getPresence).problem())
        .isEqualTo("400 invalid_value chatId");
  }
}
