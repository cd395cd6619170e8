package dev.presently.api.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.AllPages;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.api.presence.HistoryFixture;
import dev.presently.core.Examples;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.Attempt;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.Event.PresenceUpdate;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.Report;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportContactTest {
  private static final SessionName SALES = new SessionName("sales");
  private static final Jid PHONE = Jid.phone("5511911111111");
  private static final Jid LID = Jid.lid("81000000000003");
  private static final Jid GROUP = Jid.parse("120300000001@g.us");

  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final ExportContact exportContact = new ExportContact(deployment);

  private Answer export(Jid chat) {
    return new Call().session("sales").chat(chat.toString()).to(exportContact);
  }

  private static Report available() {
    return Report.about(Identity.of(PHONE, LID, Identity.Mode.PN)).with(Availability.AVAILABLE);
  }

  /** A delivery of the person's last change, to this webhook, with this body. */
  private Delivery delivery(long webhook, String body) {
    ContactRecord now = deployment.presences.find(PresenceKey.of(SALES, PHONE)).orElseThrow();
    Change change = Change.between(Optional.empty(), now).orElseThrow();
    return Delivery.of(new PresenceUpdate(change), new WebhookId(webhook), body, Optional.empty());
  }

  private void kept(Delivery delivery) {
    deployment.lanes.note(
        new DeliveryRecord(
            delivery, new DeliveryStatus.Delivered(), List.<Attempt>of(), Optional.empty()));
  }

  private static List<String> texts(Collection<JsonNode> values) {
    return values.stream().map(JsonNode::stringValue).toList();
  }

  @Test
  void allDataAboutAPersonIsInOneAnswer() {
    deployment.store(Examples.loopback("sales"));
    deployment.subscribe("sales", PHONE.toString());
    deployment.report("sales", available());
    deployment.report("sales", available().in(GROUP));
    deployment.webhooks.save(Examples.webhook(1));
    kept(delivery(1, "{\"event\":\"presence.update\"}"));
    deployment.commandResults.save(
        new CommandResult(
            CorrelationId.of("1"), SALES, true, "[\"" + PHONE + "\"]", deployment.clock.instant()));

    JsonNode held = export(LID).data();

    assertThat(texts(held.path("addresses").values()))
        .containsExactlyInAnyOrder(PHONE.toString(), LID.toString());
    assertThat(held.path("presence").path("presence").stringValueOpt()).contains("available");
    assertThat(held.path("subscription").path("createdAt").stringValueOpt()).isPresent();
    assertThat(held.path("subscription").path("endedAt").stringValueOpt()).isEmpty();
    JsonNode group = held.path("groups").get(0);
    assertThat(group.path("chatId").stringValueOpt()).contains(GROUP.toString());
    assertThat(group.path("participant").path("chatId").stringValueOpt())
        .contains(PHONE.toString());
    assertThat(held.path("records").values()).hasSize(2);
    assertThat(held.path("commands").get(0).path("correlationId").stringValueOpt())
        .contains("cmd_1");
    JsonNode sent = held.path("deliveries").get(0);
    assertThat(sent.path("delivery").path("status").stringValueOpt()).contains("DELIVERED");
    assertThat(sent.path("body").path("event").stringValueOpt()).contains("presence.update");
  }

  /** GET /api/webhooks refuses them to a key with presence:read. */
  @Test
  void receiversAnswersAreNotExported() {
    deployment.store(Examples.loopback("sales"));
    deployment.report("sales", available());
    deployment.webhooks.save(Examples.webhook(1));
    Attempt failed =
        new Attempt(
            deployment.clock.instant(),
            Duration.ofMillis(12),
            Outcome.Kind.STATUS,
            Optional.of(500),
            Optional.of("an answer of the receiver"));
    deployment.lanes.note(
        new DeliveryRecord(
            delivery(1, "{}"),
            new DeliveryStatus.Dead("all 1 attempts failed, the last with status 500"),
            List.of(failed),
            Optional.empty()));

    Answer answer = export(PHONE);

    JsonNode attempt =
        answer.data().path("deliveries").get(0).path("delivery").path("attempts").get(0);
    assertThat(attempt.propertyNames())
        .containsExactly("at", "outcome", "statusCode", "durationMs");
    assertThat(answer.text()).doesNotContain("an answer of the receiver");
  }

  @Test
  void theExportOfAnUnknownContactIsEmpty() {
    deployment.store(Examples.loopback("sales"));

    assertThat(export(PHONE).text())
        .isEqualTo(
            "{\"chatId\":\"5511911111111@s.whatsapp.net\","
                + "\"addresses\":[\"5511911111111@s.whatsapp.net\"],"
                + "\"groups\":[],\"records\":[],\"commands\":[],\"history\":[],\"deliveries\":[]}");
  }

  @Test
  void aGroupIsExportedWithItsParticipants() {
    deployment.store(Examples.loopback("sales"));
    deployment.report("sales", available().in(GROUP));

    JsonNode held = export(GROUP).data();

    assertThat(texts(held.path("addresses").values())).containsExactly(GROUP.toString());
    assertThat(held.path("presence").path("participants").values()).hasSize(1);
    assertThat(held.path("groups").values()).isEmpty();
  }

  @Test
  void deliveriesComePageByPage() {
    deployment.store(Examples.loopback("sales"));
    deployment.report("sales", available());
    IntStream.rangeClosed(1, 20)
        .forEach(
            webhook -> {
              deployment.webhooks.save(Examples.webhook(webhook));
              kept(delivery(webhook, "{\"of\":" + webhook + "}"));
            });
    List<String> seen = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Call call = new Call().session("sales").chat(PHONE.toString()).query("limit", "7");
      next.ifPresent(cursor -> call.query("cursor", cursor));
      Answer page = call.to(exportContact);
      page.data()
          .path("deliveries")
          .values()
          .forEach(one -> seen.add((one).path("delivery").path("id").stringValue()));
      next = page.json().path("nextCursor").stringValueOpt();
    } while (next.isPresent());

    assertThat(seen).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void changesComePageByPageAndThenTheDeliveries() {
    HistoryFixture fixture = new HistoryFixture();
    for (int i = 0; i < 5; i++) {
      Availability what = i % 2 == 0 ? Availability.AVAILABLE : Availability.UNAVAILABLE;
      fixture.hears(HistoryFixture.BOB, what);
      fixture.hears(
          Report.about(Identity.of(HistoryFixture.BOB)).in(HistoryFixture.GROUP).with(what));
    }
    fixture.deployment.webhooks.save(Examples.webhook(1));
    ContactRecord now =
        fixture.deployment.presences.find(PresenceKey.of(SALES, HistoryFixture.BOB)).orElseThrow();
    Change change = Change.between(Optional.empty(), now).orElseThrow();
    fixture.deployment.lanes.note(
        new DeliveryRecord(
            Delivery.of(new PresenceUpdate(change), new WebhookId(1), "{}", Optional.empty()),
            new DeliveryStatus.Delivered(),
            List.<Attempt>of(),
            Optional.empty()));
    ExportContact export = new ExportContact(fixture.deployment);

    List<Answer> pages =
        AllPages.of(
            () ->
                new Call().session("sales").chat(HistoryFixture.BOB.toString()).query("limit", "4"),
            export);

    assertThat(pages)
        .extracting(page -> page.data().path("history").size())
        .containsExactly(4, 4, 2);
    assertThat(pages)
        .extracting(page -> page.data().path("deliveries").size())
        .containsExactly(0, 0, 1);
    assertThat(pages.getFirst().data().path("history").valueStream())
        .extracting(entry -> entry.path("chatId").stringValue())
        .containsExactly(
            HistoryFixture.GROUP.toString(),
            HistoryFixture.BOB.toString(),
            HistoryFixture.GROUP.toString(),
            HistoryFixture.BOB.toString());
  }

  @Test
  void aCursorOfAnotherContactIsRefused() {
    deployment.store(Examples.loopback("sales"));

    assertThat(
            new Call()
                .session("sales")
                .chat(PHONE.toString())
                .query("cursor", "ZXhwb3J0LTE6eA")
                .to(exportContact)
                .problem())
        .isEqualTo("400 invalid_value cursor");
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(export(PHONE).problem()).isEqualTo("404 session_not_found");
  }

  @Test
  void aPageOfLargeBodiesEndsBeforeLambdasLimit() {
    deployment.store(Examples.loopback("sales"));
    deployment.report("sales", available());
    String body = "{\"text\":\"" + "\\\"".repeat(60_000) + "\"}";
    for (int i = 1; i <= 50; i++) {
      deployment.webhooks.save(Examples.webhook(i));
      kept(delivery(i, body));
    }

    List<Answer> pages =
        AllPages.of(() -> new Call().session("sales").chat(PHONE.toString()), exportContact);

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(pages.stream().flatMap(page -> page.data().path("deliveries").values().stream()))
        .extracting(sent -> sent.path("webhookId").intValue())
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }
}
