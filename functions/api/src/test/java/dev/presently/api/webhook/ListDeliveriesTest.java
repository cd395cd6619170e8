package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.AllPages;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.EventSubject;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ListDeliveriesTest {
  private static final Instant AT = TestClock.START;

  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final ListDeliveries listDeliveries = new ListDeliveries(deployment);

  @BeforeEach
  void twoWebhooks() {
    deployment.webhooks.save(Examples.webhook(7));
    deployment.webhooks.save(Examples.webhook(8));
  }

  private static Call call() {
    return new Call().path("id", "7");
  }

  private DeliveryRecord logged(long seq, DeliveryStatus status, Attempt... attempts) {
    return keep(
        new DeliveryRecord(
            Examples.delivery(7, "lane", seq), status, List.of(attempts), Optional.empty()));
  }

  private DeliveryRecord keep(DeliveryRecord record) {
    deployment.lanes.note(record);
    return record;
  }

  private static Attempt failed(String answer) {
    return new Attempt(
        AT,
        Duration.ofMillis(12),
        Outcome.Kind.STATUS,
        Optional.of(500),
        Optional.of(answer).filter(text -> !text.isEmpty()));
  }

  private static List<Integer> seqs(Answer answer) {
    return answer.list().stream().map(item -> item.path("seq").intValue()).toList();
  }

  @Test
  void aWaitingDeliveryShowsItsAttemptsAndTheNextOne() {
    Attempt timeout =
        new Attempt(
            AT.plusSeconds(5),
            Duration.ofSeconds(10),
            Outcome.Kind.TIMEOUT,
            Optional.empty(),
            Optional.empty());
    DeliveryRecord record =
        keep(
            new DeliveryRecord(
                Examples.delivery(7, "lane", 3),
                new DeliveryStatus.Retrying(),
                List.of(failed("oh no"), timeout),
                Optional.of(AT.plusSeconds(45))));

    Answer answer = call().to(listDeliveries);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .isEqualTo(
            "[{\"id\":\""
                + record.id()
                + "\",\"eventId\":\""
                + record.delivery().event()
                + "\",\"event\":\"presence.update\",\"contact\":\"5511999990001@s.whatsapp.net\","
                + "\"seq\":3,\"status\":\"RETRYING\",\"attempts\":["
                + "{\"at\":\"2026-03-02T10:00:00Z\",\"outcome\":\"status\",\"statusCode\":500,"
                + "\"durationMs\":12,\"error\":\"oh no\"},"
                + "{\"at\":\"2026-03-02T10:00:05Z\",\"outcome\":\"timeout\",\"durationMs\":10000}],"
                + "\"nextAttemptAt\":\"2026-03-02T10:00:45Z\"}]");
    assertThat(answer.body()).doesNotContain("nextCursor");
  }

  @Test
  void aDeliveryThatDidNotArriveShowsTheReason() {
    Delivery delivery = Examples.delivery(7, "lane", 3);
    logged(3, new DeliveryStatus.Superseded(new Position(delivery.position().began(), 9)));

    JsonNode superseded = call().to(listDeliveries).list().getFirst();

    assertThat(superseded.path("status").stringValueOpt()).contains("SUPERSEDED");
    assertThat(superseded.path("reason").stringValueOpt()).contains("superseded by seq 9");
    assertThat(superseded.path("attempts").values()).isEmpty();
  }

  @Test
  void aGroupsDeliveryNamesTheParticipantAndAnEventWithoutContactNamesNone() {
    EventSubject inGroup =
        new EventSubject(
            Optional.of(Jid.parse("120363000000000001@g.us")),
            Optional.of(Jid.phone("5511988888888")));
    keep(about(2, inGroup));
    keep(about(1, EventSubject.NONE));

    List<JsonNode> listed = call().to(listDeliveries).list();

    assertThat(listed.getFirst().path("contact").stringValueOpt())
        .contains("120363000000000001@g.us");
    assertThat(listed.getFirst().path("participant").stringValueOpt())
        .contains("5511988888888@s.whatsapp.net");
    assertThat(listed.getLast().propertyNames()).doesNotContain("contact", "participant");
  }

  private static DeliveryRecord about(long seq, EventSubject subject) {
    Delivery some = Examples.delivery(7, "lane", seq);
    return new DeliveryRecord(
        new Delivery(
            some.id(),
            some.webhook(),
            some.session(),
            some.event(),
            some.name(),
            subject,
            some.at(),
            some.body(),
            some.requestId()),
        new DeliveryStatus.Delivered(),
        List.of(),
        Optional.empty());
  }

  @Test
  void theNewestEventIsFirstAndPagesFollowEachOther() {
    List.of(1L, 2L, 3L).forEach(seq -> logged(seq, new DeliveryStatus.Delivered()));
    deployment.lanes.note(
        new DeliveryRecord(
            Examples.delivery(8, "lane", 4),
            new DeliveryStatus.Delivered(),
            List.of(),
            Optional.empty()));

    Answer first = call().query("limit", "2").to(listDeliveries);
    String cursor = first.json().path("nextCursor").stringValue();
    Answer second = call().query("cursor", cursor).to(listDeliveries);

    assertThat(seqs(first)).containsExactly(3, 2);
    assertThat(seqs(second)).containsExactly(1);
    assertThat(second.json().path("nextCursor").stringValueOpt()).isEmpty();
    assertThat(new Call().path("id", "8").query("cursor", cursor).to(listDeliveries).problem())
        .as("a cursor is good for one webhook")
        .isEqualTo("400 invalid_value cursor");
  }

  @Test
  void theListCanBeFilteredByStatus() {
    logged(1, new DeliveryStatus.Dead("all 9 attempts failed"));
    logged(2, new DeliveryStatus.Delivered());
    logged(3, new DeliveryStatus.Dead("all 9 attempts failed"));

    assertThat(seqs(call().query("status", "DEAD").to(listDeliveries))).containsExactly(3, 1);
    assertThat(call().query("status", "PENDING").to(listDeliveries).text()).isEqualTo("[]");
  }

  @Test
  void tooManyBytesForOnePageContinueOnTheNext() {
    Attempt[] attempts = Collections.nCopies(20, failed("\"".repeat(1024))).toArray(Attempt[]::new);
    for (long seq = 1; seq <= 100; seq++) {
      logged(seq, new DeliveryStatus.Dead("all 20 attempts failed"), attempts);
    }

    List<Integer> seen = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Call next = call().query("limit", "500");
      cursor.ifPresent(where -> next.query("cursor", where));
      Answer page = next.to(listDeliveries);
      assertThat(page.proxyText().length()).isLessThan(6_000_000);
      seen.addAll(seqs(page));
      cursor = page.json().path("nextCursor").stringValueOpt();
    } while (cursor.isPresent());

    assertThat(seen).hasSize(100).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "id,     x,         a positive integer",
    "status, delivered, 'PENDING, RETRYING, DELIVERED, SUPERSEDED, DEAD, DISCARDED'",
    "limit,  0,         1 to 500",
    "limit,  501,       1 to 500",
    "cursor, x,         nextCursor",
    "cursor, ZGVsaXZlcmllcy03Ong, nextCursor",
  })
  void aRefusalSaysWhatIsAccepted(String name, String value, String accepted) {
    Call call = name.equals("id") ? new Call().path("id", value) : call().query(name, value);

    Answer answer = call.to(listDeliveries);

    assertThat(answer.problem()).isEqualTo("400 invalid_value " + name);
    assertThat(answer.sentence()).contains("accepted: ").contains(accepted);
  }

  @Test
  void anUnknownWebhookIsNotFound() {
    assertThat(new Call().path("id", "9").to(listDeliveries).problem())
        .isEqualTo("404 webhook_not_found");
  }

  @Test
  void aPageOfDeliveriesWithLongAnswersEndsBeforeLambdasLimit() {
    Attempt attempt = failed("\"".repeat(1_024));
    for (int seq = 1; seq <= 100; seq++) {
      logged(
          seq,
          new DeliveryStatus.Delivered(),
          Collections.nCopies(50, attempt).toArray(Attempt[]::new));
    }

    List<Answer> pages = AllPages.of(ListDeliveriesTest::call, listDeliveries);

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(pages.stream().flatMap(page -> seqs(page).stream()))
        .isEqualTo(IntStream.rangeClosed(1, 100).mapToObj(i -> 101 - i).toList());
  }
}
