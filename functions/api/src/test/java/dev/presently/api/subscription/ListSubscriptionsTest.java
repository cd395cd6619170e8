package dev.presently.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import java.time.Duration;
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
    deployment.store(Examples.remote("shop", "+5511900000000"));
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
