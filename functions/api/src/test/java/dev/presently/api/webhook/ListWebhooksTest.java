package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.AllPages;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.Callers;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.MaxConcurrency;
import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ListWebhooksTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final ListWebhooks listWebhooks = new ListWebhooks(deployment);

  @Test
  void keysAreNotShown() {
    deployment.webhooks.save(Examples.webhook(1));

    Answer answer = new Call().to(listWebhooks);

    assertThat(answer.list()).hasSize(1);
    assertThat(answer.body()).doesNotContain("hmacKey", "whsec_", Examples.KEY.value());
  }

  @Test
  void aWebhookDisabledByItsReceiverShowsTheReasonWithoutAnotherRead() {
    deployment.webhooks.save(
        Examples.webhook(1).disabled("the receiver answered 410", TestClock.START));

    JsonNode listed = new Call().to(listWebhooks).list().getFirst();

    assertThat(listed.path("status").stringValueOpt()).contains("disabled");
    assertThat(listed.path("disabledReason").stringValueOpt())
        .contains("the receiver answered 410");
    assertThat(listed.propertyNames()).doesNotContain("lastSuccessAt", "lastFailureAt", "waiting");
  }

  @Test
  void pagesFollowEachOtherByNumber() {
    List.of(10L, 9L, 2L).forEach(id -> deployment.webhooks.save(Examples.webhook(id)));

    Answer first = new Call().query("limit", "2").to(listWebhooks);
    Answer second =
        new Call().query("cursor", first.json().path("nextCursor").stringValue()).to(listWebhooks);

    assertThat(first.list()).extracting(item -> item.path("id").intValue()).containsExactly(2, 9);
    assertThat(second.list()).extracting(item -> item.path("id").intValue()).containsExactly(10);
  }

  @Test
  void pagesOfAKeyWithManySessionsFollowEachOtherByNumber() {
    String[] sessions = IntStream.range(0, 20).mapToObj(i -> "shop-" + i).toArray(String[]::new);
    for (int i = 0; i < 60; i++) {
      var session = new SessionName(sessions[i % 20]);
      deployment.webhooks.save(Examples.webhook(60 - i, Optional.of(session)));
    }
    deployment.webhooks.save(Examples.webhook(61));

    List<Answer> pages =
        AllPages.of(() -> new Call().by(Callers.of(sessions)).query("limit", "7"), listWebhooks);

    assertThat(pages).hasSize(9);
    assertThat(pages.stream().flatMap(page -> page.list().stream()))
        .extracting(item -> item.path("id").intValue())
        .isEqualTo(IntStream.rangeClosed(1, 60).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({"limit, 501", "cursor, x", "cursor, d2ViaG9va3M6eA"})
  void anInvalidParameterIsRefusedByName(String name, String value) {
    assertThat(new Call().query(name, value).to(listWebhooks).problem())
        .isEqualTo("400 invalid_value " + name);
  }

  @Test
  void aPageOfWebhooksWithLongFiltersEndsBeforeLambdasLimit() {
    Set<Jid> contacts =
        IntStream.range(0, 1_000)
            .mapToObj(i -> Jid.phone("55119" + (10_000_000 + i)))
            .collect(Collectors.toSet());
    for (int i = 1; i <= 250; i++) {
      Webhook.WebhookSettings settings =
          new Webhook.WebhookSettings(
              Optional.empty(),
              Optional.of(new SessionName("shop-" + i % 10)),
              Webhook.WebhookSettings.DEFAULT.events(),
              Optional.of(new PresenceFilter(contacts, Set.of())),
              List.of(),
              Optional.empty(),
              true,
              MaxConcurrency.DEFAULT,
              true);
      deployment.webhooks.save(
          Webhook.create(
              new WebhookId(i),
              Examples.webhook(i).url(),
              SigningKeys.only(Examples.KEY),
              settings,
              TestClock.START));
    }

    List<Answer> pages = AllPages.of(() -> new Call().query("limit", "500"), listWebhooks);

    assertThat(pages).hasSizeGreaterThan(1);
    assertThat(pages.stream().flatMap(page -> page.list().stream()))
        .extracting(item -> item.path("id").intValue())
        .isEqualTo(IntStream.rangeClosed(1, 250).boxed().toList());
  }
}
