package dev.presently.e2e.chaos;

import dev.presently.adapters.dynamodb.DynamoDbLaneStore;
import dev.presently.adapters.dynamodb.DynamoDbPresenceStore;
import dev.presently.adapters.dynamodb.DynamoDbWebhookStore;
import dev.presently.adapters.dynamodb.JitteredConflictRetry;
import dev.presently.adapters.settings.AwsClients;
import dev.presently.adapters.settings.Settings;
import dev.presently.core.Page;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.Event;
import dev.presently.core.presence.Change;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.ReportHistory;
import dev.presently.core.presence.Seq;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import dev.presently.e2e.PersistentContact;
import dev.presently.local.LocalRunner;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A session {@code shop} in a local runner, whose tables are read behind the API's back. */
final class Shop {
  static final SessionName NAME = new SessionName("shop");
  private static final int LOG_DAYS = 7;

  private final Caller caller;
  private final History history;
  private final DynamoDbLaneStore lanes;
  private final DynamoDbWebhookStore webhooks;
  private final DynamoDbPresenceStore presences;

  Shop(LocalRunner runner, History history) {
    this.caller = new Caller(runner.baseUrl(), runner.apiKey().orElseThrow());
    this.history = history;
    var retries = settings(runner, "RetryDeliveriesFunction");
    var relay = settings(runner, "RelayChangesFunction");
    var client = AwsClients.dynamoDb(retries);
    this.lanes =
        new DynamoDbLaneStore(client, retries.deliveryTable(), () -> LOG_DAYS, Clock.systemUTC());
    this.webhooks =
        new DynamoDbWebhookStore(
            client,
            retries.registryTable(),
            retries::webhookLimits,
            new JitteredConflictRetry(new SecureRandom(), System::nanoTime));
    this.presences = new DynamoDbPresenceStore(client, relay.presenceTable());
    caller.post(
        "/api/sessions",
        "{'name':'shop','engine':{'type':'waha','url':'http://127.0.0.1','webhookSecret':'%s'}}"
            .formatted(PersistentContact.SECRET));
  }

  /** What the function is told, by the name of somebody whom nothing is forbidden. */
  private static Settings settings(LocalRunner runner, String function) {
    Map<String, String> environment = runner.environment(function);
    environment.put("AWS_ACCESS_KEY_ID", "local");
    return Settings.of(environment);
  }

  /** Registers a receiver with these fields beside. */
  WebhookId register(String url, String fields) {
    String made =
        caller.post(
            "/api/webhooks",
            "{'url':'%s','session':'shop','events':['presence.update']%s}".formatted(url, fields));
    WebhookId id = WebhookId.parse(made.replaceAll(".*\"id\":(\\d+).*", "$1"));
    note(id, Instant.now());
    return id;
  }

  void change(WebhookId id, String fields) {
    Instant before = Instant.now();
    caller.patch("/api/webhooks/" + id, "{" + fields + "}");
    note(id, before);
  }

  private void note(WebhookId id, Instant from) {
    history.version(from, id, webhooks.find(id));
  }

  /** Everything that is kept of a webhook's deliveries. */
  List<DeliveryRecord> deliveries(WebhookId id) {
    List<DeliveryRecord> all = new ArrayList<>();
    Page.each(after -> lanes.list(id, Optional.empty(), after, 500)).forEach(all::add);
    return all;
  }

  boolean isParked(WebhookId id) {
    return lanes.nextDue(id).isPresent();
  }

  /** The events of a contact of whom so many changes were answered, as far as they have names. */
  Stream<Event> events(String number, long changes) {
    Jid jid = Jid.phone(number);
    PresenceKey key = PresenceKey.of(NAME, jid);
    Instant began = presences.find(key).orElseThrow().presence().orElseThrow().began();
    return LongStream.rangeClosed(1, changes)
        .mapToObj(
            seq ->
                new Event.PresenceUpdate(
                    new Change(
                        key, PresenceState.UNKNOWN, Optional.empty(), presence(jid, seq, began))));
  }

  private static Presence presence(Jid jid, long seq, Instant began) {
    return new Presence(
        Identity.of(jid),
        Optional.empty(),
        Optional.empty(),
        LastSeen.UNKNOWN,
        Optional.empty(),
        new Presence.Version(new Seq(seq), began, began),
        ReportHistory.NONE,
        Optional.empty());
  }
}
