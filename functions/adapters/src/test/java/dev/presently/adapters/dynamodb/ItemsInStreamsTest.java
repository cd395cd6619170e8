package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.webhook.Webhook;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ItemsInStreamsTest {
  @Test
  void anAliasIsNoRecord() {
    Item alias =
        ContactItems.alias(Examples.key("shop", "4711@lid"), "5511999990001@s.whatsapp.net");

    assertThat(ContactItems.read(alias.attributes())).isEmpty();
  }

  @Test
  void aMembershipIsNeitherARecordNorAKey() {
    PresenceKey participant = Examples.participant("shop", "1203@g.us", "5511999990001");
    Item membership = ContactItems.membership(participant);

    assertThat(ContactItems.read(membership.attributes())).isEmpty();
    assertThat(ContactItems.readKey(membership.attributes())).isEmpty();
    assertThat(ContactItems.readKey(Item.at(ContactItems.key(participant)).attributes()))
        .contains(participant);
  }

  @Test
  void aSessionsImageIsTheSession() {
    Session session = Examples.remote("shop", "+5511999990001");
    Item item = new Revision(0).next(SessionItems.write(session));
    item.attributes().put("later", AttributeValue.fromS("what a later version adds"));

    Session read = SessionItems.read(item.attributes()).orElseThrow();

    assertThat(read.revision()).isEqualTo(1);
    assertThat(read.engine()).isEqualTo(session.engine());
    assertThat(read.status())
        .isEqualTo(new SessionStatus(session.status().state(), Optional.empty()));
    assertThat(item.text("engineType")).contains("waha");
  }

  @Test
  void aWebhooksImageIsTheWebhook() {
    Webhook webhook =
        Examples.webhook(3).disabled("the receiver answered 410", TestClock.START.plusSeconds(1));
    Item item = new Revision(4).next(WebhookItems.write(webhook));

    Webhook read = WebhookItems.read(item.attributes()).orElseThrow();

    assertThat(read.revision()).isEqualTo(5);
    assertThat(read.disableState()).isEqualTo(webhook.disableState());
    assertThat(read.settings()).isEqualTo(webhook.settings());
  }

  @Test
  void anImageOfAnotherKindIsNeitherSessionNorWebhook() {
    Item session = new Revision(0).next(SessionItems.write(Examples.loopback("shop")));
    Item webhook = new Revision(0).next(WebhookItems.write(Examples.webhook(3)));

    assertThat(SessionItems.read(webhook.attributes())).isEmpty();
    assertThat(WebhookItems.read(session.attributes())).isEmpty();
    assertThat(SessionItems.read(SessionItems.LISTED.row("shop").attributes())).isEmpty();
    assertThat(WebhookItems.read(WebhookItems.LISTED.row(3).attributes())).isEmpty();
  }
}
