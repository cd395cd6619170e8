package dev.presently.api.presence;

import static dev.presently.api.presence.HistoryFixture.BOB;
import static dev.presently.api.presence.HistoryFixture.EVE;
import static dev.presently.api.presence.HistoryFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.AllPages;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Report;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetPresenceHistoryTest {
  private final HistoryFixture fixture = new HistoryFixture();
  private final GetPresenceHistory getPresenceHistory = new GetPresenceHistory(fixture.deployment);

  private Call call(Jid chat) {
    return new Call().session("sales").chat(chat.toString());
  }

  private Answer get(Jid chat) {
    return call(chat).to(getPresenceHistory);
  }

  private List<Long> seqs(Call call) {
    return call.to(getPresenceHistory)
        .json()
        .path("data")
        .valueStream()
        .map(entry -> entry.path("seq").longValue())
        .toList();
  }

  @Test
  void changesComeNewestFirst() {
    fixture.hears(BOB, Availability.AVAILABLE);
    fixture.hears(
        Report.about(Identity.of(BOB))
            .with(Availability.UNAVAILABLE)
            .with(new LastSeen.Visible(Instant.parse("2026-03-02T09:59:00Z"))));

    assertThat(get(BOB).text())
        .isEqualTo(
            "[{\"seq\":2,\"presence\":\"unavailable\",\"previous\":\"available\","
                + "\"at\":\"2026-03-02T10:00:02Z\",\"lastSeen\":\"2026-03-02T09:59:00Z\"},"
                + "{\"seq\":1,\"presence\":\"available\",\"previous\":\"unknown\","
                + "\"at\":\"2026-03-02T10:00:01Z\"}]");
  }

  @Test
  void aGroupsChangesNameTheParticipant() {
    fixture.hears(Report.about(Identity.of(BOB)).in(GROUP).with(Availability.AVAILABLE));
    fixture.hears(Report.about(Identity.of(EVE)).in(GROUP).with(Availability.AVAILABLE));

    assertThat(get(GROUP).json().path("data").valueStream())
        .extracting(entry -> entry.path("participant").stringValue())
        .containsExactly(EVE.toString(), BOB.toString());
    assertThat(
            call(GROUP)
                .query("participant", " 5511999990001")
                .to(getPresenceHistory)
                .json()
                .path("data")
                .valueStream())
        .extracting(entry -> entry.path("participant").stringValue())
        .containsExactly(BOB.toString());
  }

  @Test
  void fromIsInclusiveAndToIsExclusive() {
    for (int i = 0; i < 4; i++) {
      fixture.hears(BOB, i % 2 == 0 ? Availability.AVAILABLE : Availability.UNAVAILABLE);
    }

    assertThat(
            seqs(
                call(BOB)
                    .query("from", "2026-03-02T10:00:02Z")
                    .query("to", "2026-03-02T10:00:04Z")))
        .containsExactly(3L, 2L);
    assertThat(seqs(call(BOB).query("from", "2026-03-02T12:00:03 02:00"))).containsExactly(4L, 3L);
    assertThat(seqs(call(BOB).query("from", "-999999999-01-01T00:00:00Z"))).hasSize(4);
    assertThat(seqs(call(BOB).query("to", "+999999999-01-01T00:00:00Z"))).hasSize(4);
  }

  @Test
  void pagesFollowEachOther() {
    for (int i = 0; i < 25; i++) {
      fixture.hears(BOB, i % 2 == 0 ? Availability.AVAILABLE : Availability.UNAVAILABLE);
    }

    List<Answer> pages = AllPages.of(() -> call(BOB).query("limit", "10"), getPresenceHistory);

    assertThat(pages).hasSize(3);
    assertThat(pages.stream().flatMap(page -> page.json().path("data").valueStream()))
        .extracting(entry -> entry.path("seq").longValue())
        .hasSize(25)
        .doesNotHaveDuplicates()
        .startsWith(25L)
        .endsWith(1L);
  }

  @Test
  void aContactWithoutChangesHasNone() {
    assertThat(get(BOB).text()).isEqualTo("[]");
    assertThat(get(GROUP).text()).isEqualTo("[]");
    fixture.deployment.subscribe("sales", BOB.toString());
    assertThat(get(BOB).text()).isEqualTo("[]");
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").chat(BOB.toString()).to(getPresenceHistory).problem())
        .isEqualTo("404 session_not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "from, yesterday, from",
    "to, 1768473000, to",
    "to, 1969-01-01T00:00:00Z, from",
    "from, +999999999-01-01T00:00:00Z, from",
    "limit, 501, limit",
    "cursor, x, cursor",
    // history:1 1 0 and history:1 1 9999999999999999999
    "cursor, aGlzdG9yeToxIDEgMCA, cursor",
    "cursor, aGlzdG9yeToxIDEgOTk5OTk5OTk5OTk5OTk5OTk5OSA, cursor",
    "participant, 5511999990001, participant"
  })
  void badInputIsNamed(String parameter, String value, String field) {
    assertThat(call(BOB).query(parameter, value).to(getPresenceHistory).problem())
        .isEqualTo("400 invalid_value " + field);
  }

  @Test
  void anyCursorOfItsFormIsAccepted() {
    fixture.hears(BOB, Availability.AVAILABLE);

    // history:1 1 1 and history:99999999999999 99999999999999 99999999999999 x
    assertThat(seqs(call(BOB).query("cursor", "aGlzdG9yeToxIDEgMSA"))).isEmpty();
    assertThat(
            seqs(
                call(BOB)
                    .query(
                        "cursor",
                        "aGlzdG9yeTo5OTk5OTk5OTk5OTk5OSA5OTk5OTk5OTk5OTk5OSA5OTk5OTk5OTk5OTk5OSB4")))
        .containsExactly(1L);
  }

  @Test
  void aParticipantThatIsNoAddressIsNamed() {
    assertThat(call(GROUP).query("participant", "bob").to(getPresenceHistory).problem())
        .isEqualTo("400 invalid_value participant");
  }
}
