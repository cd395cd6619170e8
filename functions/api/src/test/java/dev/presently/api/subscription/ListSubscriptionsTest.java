package dev.presently.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListSubscriptionsTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private static final String ONE = "5511900000001@s.whatsapp.net";
  private static final String TWO = "5511900000002@s.whatsapp.net";

  private final ListSubscriptions listSubscriptions = new ListSubscriptions(deployment);

  @Test
  void aSubscriptionIsPendingUntilTheFirstEvent() {
    deployment.store(Examples.loopback("shop", "+5511900000000"));
    deployment.subscribe("shop", ONE);
    deployment.subscribe("shop", TWO);
    deployment.clock.advance(Duration.ofSeconds(9));
    deployment.report(
        "shop", Report.about(Identity.of(Jid.parse(TWO))).with(Availability.AVAILABLE));

    assertThat(new Call().session("shop").to(listSubscriptions).text())
        .isEqualTo(
            "[{\"chatId\":\"5511900000001@s.whatsapp.net\",\"status\":\"pending\","
                + "\"createdAt\":\"2026-03-02T10:00:00Z\",\"renewedAt\":\"2026-03-02T10:00:00Z\"},"
                + "{\"chatId\":\"5511900000002@s.whatsapp.net\",\"status\":\"active\","
                + "\"createdAt\":\"2026-03-02T10:00:00Z\",\"renewedAt\":\"2026-03-02T10:00:00Z\","
                + "\"lastEventAt\":\"2026-03-02T10:00:09Z\"}]");
  }

  private void subscribed(String contact, EngineAnswer answer) {
    deployment.engine.answering(Jid.parse(contact), answer);
    deployment.engine("shop").subscribe(Jid.parse(contact));
  }

  /** Address, status and reason of each subscription. */
  private List<String> statuses() {
    return new Call()
        .session("shop").to(listSubscriptions).list().stream()
            .map(
                item ->
                    item.path("status").stringValue()
                        + item.path("reason").stringValueOpt().map(why -> ": " + why).orElse(""))
            .toList();
  }

  private void connection(SessionStatus status) {
    deployment
        .useCases()
        .changeConnection()
        .apply(new SessionName("shop"), ConnectionReport.of(status));
  }

  @Test
  void theStatusFollowsTheEngineAndTheContact() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    subscribed(ONE, EngineAnswer.Done.DONE);
    assertThat(statuses()).containsExactly("pending");

    connection(SessionStatus.CONNECTED);
    assertThat(statuses()).containsExactly("pending");

    subscribed(ONE, EngineAnswer.Done.DONE);
    deployment.clock.advance(Duration.ofSeconds(1));
    deployment.report(
        "shop", Report.about(Identity.of(Jid.parse(ONE))).with(Availability.AVAILABLE));
    assertThat(statuses()).containsExactly("active");

    connection(SessionStatus.STOPPED);
    assertThat(statuses()).containsExactly("lost");

    deployment.clock.advance(Duration.ofSeconds(1));
    connection(SessionStatus.CONNECTED);
    assertThat(statuses()).containsExactly("lost");

    subscribed(ONE, new EngineAnswer.Denied(400, "not on WhatsApp"));
    assertThat(statuses()).singleElement().asString().startsWith("denied: ").contains("400");

    deployment.clock.advance(Duration.ofDays(2));
    subscribed(ONE, EngineAnswer.Done.DONE);
    assertThat(statuses()).containsExactly("stale");
  }

  @Test
  void anEndedSubscriptionIsNotShown() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.subscribe("shop", ONE);
    deployment.engine("shop").unsubscribe(Jid.parse(ONE));

    assertThat(new Call().session("shop").to(listSubscriptions).list()).isEmpty();
  }

  @Test
  void pagesFollowEachOther() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.subscribe("shop", ONE);
    deployment.subscribe("shop", TWO);

    Answer first = new Call().session("shop").query("limit", "1").to(listSubscriptions);
    Answer second =
        new Call()
            .session("shop")
            .query("cursor", first.json().path("nextCursor").stringValue())
            .to(listSubscriptions);

    assertThat(first.list())
        .extracting(item -> item.path("chatId").stringValue())
        .containsExactly(ONE);
    assertThat(second.list())
        .extracting(item -> item.path("chatId").stringValue())
        .containsExactly(TWO);
  }

  @ParameterizedTest
  @CsvSource({"limit, 1001", "limit, x", "cursor, x", "cursor, cHJlc2VuY2U6NTUxMTkwMDAwMDAwMQ"})
  void anInvalidParameterIsRefusedByName(String name, String value) {
    assertThat(new Call().session("shop").query(name, value).to(listSubscriptions).problem())
        .isEqualTo("400 invalid_value " + name);
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(new Call().session("nobody").to(listSubscriptions).problem())
        .isEqualTo("404 session_not_found");
  }
}
