package dev.presently.api.presence;

import static dev.presently.api.presence.HistoryFixture.BOB;
import static dev.presently.api.presence.HistoryFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Call;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GetOnlineTimesTest {
  private final HistoryFixture fixture = new HistoryFixture();
  private final GetOnlineTimes getOnlineTimes = new GetOnlineTimes(fixture.deployment);

  private Call call(Jid chat) {
    return new Call().session("sales").chat(chat.toString());
  }

  @Test
  void theLastDayIsTheDefault() {
    fixture.hears(BOB, Availability.AVAILABLE);
    fixture.hears(BOB, Availability.UNAVAILABLE);
    fixture.hears(BOB, Availability.AVAILABLE);
    fixture.deployment.clock.advance(Duration.ofSeconds(57));

    assertThat(call(BOB).to(getOnlineTimes).text())
        .isEqualTo(
            "{\"chatId\":\"5511999990001@s.whatsapp.net\",\"from\":\"2026-03-01T10:01:00Z\","
                + "\"to\":\"2026-03-02T10:01:00Z\",\"onlineSeconds\":58,"
                + "\"unknownSeconds\":86341,\"intervals\":["
                + "{\"from\":\"2026-03-02T10:00:01Z\",\"to\":\"2026-03-02T10:00:02Z\",\"seconds\":1},"
                + "{\"from\":\"2026-03-02T10:00:03Z\",\"seconds\":57}]}");
  }

  @Test
  void theFutureDoesNotBelongToIt() {
    fixture.hears(BOB, Availability.AVAILABLE);
    fixture.deployment.clock.advance(Duration.ofSeconds(9));

    assertThat(
            call(BOB)
                .query("from", "2026-03-02T10:00:01Z")
                .query("to", "2027-01-01T00:00:00Z")
                .to(getOnlineTimes)
                .text())
        .contains("\"to\":\"2026-03-02T10:00:10Z\"", "\"onlineSeconds\":9,\"unknownSeconds\":0");
  }

  @Test
  void ofAContactThatNobodyReportedAllIsUnknown() {
    assertThat(
            call(BOB)
                .query("from", "2026-03-01T10:00:00Z")
                .query("to", "2026-03-01T11:00:00Z")
                .to(getOnlineTimes)
                .text())
        .endsWith("\"onlineSeconds\":0,\"unknownSeconds\":3600,\"intervals\":[]}");
  }

  @Test
  void aGroupHasOnlineTimesOfOneParticipant() {
    fixture.hears(Report.about(Identity.of(BOB)).in(GROUP).with(Availability.AVAILABLE));
    fixture.deployment.clock.advance(Duration.ofSeconds(5));

    assertThat(call(GROUP).query("participant", BOB.toString()).to(getOnlineTimes).text())
        .contains(
            "\"participant\":\"5511999990001@s.whatsapp.net\"",
            "\"intervals\":[{\"from\":\"2026-03-02T10:00:01Z\",\"seconds\":5}]");
    assertThat(call(GROUP).to(getOnlineTimes).problem()).isEqualTo("400 missing_field participant");
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").chat(BOB.toString()).to(getOnlineTimes).problem())
        .isEqualTo("404 session_not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "from, yesterday, from",
    "from, 2026-01-30T09:59:59Z, from",
    "from, 2026-03-02T10:00:00Z, from",
    "from, -999999999-01-01T00:00:00Z, from",
    "participant, 5511999990001, participant"
  })
  void badInputIsNamed(String parameter, String value, String field) {
    assertThat(call(BOB).query(parameter, value).to(getOnlineTimes).problem())
        .isEqualTo("400 invalid_value " + field);
  }

  @Test
  void thirtyOneDaysAreAccepted() {
    assertThat(call(BOB).query("from", "2026-01-30T10:00:00Z").to(getOnlineTimes).status())
        .isEqualTo(200);
  }
}
