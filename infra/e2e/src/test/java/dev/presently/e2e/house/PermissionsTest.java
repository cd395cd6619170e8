package dev.presently.e2e.house;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.adapters.dynamodb.DynamoDbReceiverHealthStore;
import dev.presently.adapters.dynamodb.DynamoDbTendingStore;
import dev.presently.adapters.settings.AwsClients;
import dev.presently.adapters.settings.Settings;
import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.FakeReceiver;
import dev.presently.core.delivery.Received;
import dev.presently.core.engine.Tending;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.WebhookId;
import dev.presently.e2e.house.Template.Function;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import dev.presently.local.engine.ConnectionState;
import dev.presently.local.engine.StubEngine;
import dev.presently.local.engine.StubOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every function needs what template.yaml allows it: nothing more, and nothing less. */
class PermissionsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ALL_DELIVERIES = "/api/webhooks/1/deliveries";
  private static final String DELIVERIES = ALL_DELIVERIES + "?status=DELIVERED";

  /**
   * Needed only where another writer of a contact was faster, where a removal was cut short and
   * left an alias that leads nowhere, and where a link was cut short and left groups to be joined.
   */
  private static final Set<Permission> RARE =
      Set.of(
          new Permission("dynamodb:GetItem", "PresenceTable"),
          new Permission("dynamodb:DeleteItem", "PresenceTable"),
          new Permission("dynamodb:ConditionCheckItem", "PresenceTable"));

  /** A link joins the records of both addresses in groups. */
  private static final Permission LINK = new Permission("dynamodb:Query", "PresenceTable");

  /** What an engine's answer may change: the session's state, and when its status is read next. */
  private static final Set<String> OF_ANSWERS = Set.of("SESSION#*", "TENDING#*");

  /** The local runner is told the master key. */
  private static final Set<Permission> IN_THE_CLOUD =
      Set.of(new Permission("secretsmanager:GetSecretValue", "MasterKey"));

  /** The second entry about a contact reads it alone. */
  private static final String REPORT =
      "{'event':'presence.update','session':'default','timestamp':1749996000000,'payload':"
          + "{'id':'5511900000004@c.us','presences':[{'participant':'5511900000004@c.us',"
          + "'lastKnownPresence':'online','lastSeen':null},{'participant':'5511900000004@c.us',"
          + "'lastKnownPresence':'offline','lastSeen':null}]}}";

  private static final String TYPING_IN_A_GROUP =
      "{'type':'ChatPresence','event':{'Chat':'120300000009@g.us','Sender':'996@lid',"
          + "'IsGroup':true,'State':'composing'}}";

  private static final String MESSAGE_WITH_BOTH_ADDRESSES =
      "{'type':'Message','event':{'Info':{'Chat':'120300000009@g.us','Sender':'996@lid',"
          + "'SenderAlt':'5511900000007@s.whatsapp.net','IsGroup':true,'ID':'3EB0'}}}";

  private static final String UNSIGNED_REPORT =
      "{'event':'presence.update','instance':'shop','data':{'id':'5511900000004@s.whatsapp.net',"
          + "'presences':{'5511900000004@s.whatsapp.net':{'lastKnownPresence':'available'}}}}";

  private static final Map<String, String> ALIAS_THAT_LEADS_NOWHERE =
      Map.of("pk", "watcher", "sk", "999@lid", "leadsTo", "5511900000009@s.whatsapp.net");

  private static final Map<String, String> RECORD_THAT_NOBODY_CAN_READ =
      Map.of("pk", "nobody", "sk", "5511900000009@s.whatsapp.net", "seq", "seven");

  @Test
  void everyFunctionIsAllowedWhatItUsesAndUsesWhatItIsAllowed() {
    try (var runner =
            LocalRunner.start(
                RunnerOptions.of(House.ROOT.resolve("template.yaml")).withEvolutionQueue());
        var receiver = FakeReceiver.start();
        var troubled = new TroubledReceivers()) {
      var api = new PlainApi(runner.baseUrl(), runner.apiKey().orElseThrow());
      watchAndType(api, receiver);
      readAndConfigure(api);
      plant(runner, ALIAS_THAT_LEADS_NOWHERE);
      plant(runner, RECORD_THAT_NOBODY_CAN_READ);
      api.post("/api/sessions/watcher/presence/999%40lid/subscribe", "{}");
      engineReports(api);
      startWhatIsConnected(api);
      commandAnEngine(api, runner);
      plantTheTendingOfNobody(runner);
      runner.callScheduled("TendSessionsFunction");
      engineSendsToItsQueue(api, runner);
      receiver.await(all -> all.stream().anyMatch(PermissionsTest::isEndOfTyping), SOON);
      useClientTokens(api);
      watchLive(api, new PlainApi(runner.baseUrl(), runner.masterKey()));
      commandLater(api, receiver);
      deliverAgain(api, receiver);
      troubled.register(api, "watcher");
      api.post("/api/sessions/contact/presence", "{'presence':'unavailable'}");
      troubled.awaitTheirEnds(api, SOON);
      api.post("/api/sessions/contact/presence", "{'presence':'available'}");
      missAWake(runner);
      exportAndErase(api);
      moveStopAndRemove(api);
      makeAndTakeBackKeys(api, new PlainApi(runner.baseUrl(), runner.masterKey()));
    }
    assertThat(PolicyGuard.refused()).isEmpty();
    assertThat(unused()).as("allowed, but not used").isEmpty();
    assertThat(unusedKinds()).as("partitions that are allowed, but not used").isEmpty();
    assertThat(PolicyGuard.permissionsUsedBy("SubscribePresenceFunction")).containsAll(RARE);
    assertThat(PolicyGuard.permissionsUsedBy("ReceiveEngineEventsFunction")).contains(LINK);
  }

  private static Map<String, Set<Permission>> unused() {
    var unused = new TreeMap<String, Set<Permission>>();
    for (var function : Template.read().functions()) {
      var left = new HashSet<>(function.permissions());
      left.removeAll(PolicyGuard.permissionsUsedBy(function.logicalName()));
      left.removeAll(RARE);
      left.remove(LINK);
      left.removeAll(IN_THE_CLOUD);
      if (!left.isEmpty()) {
        unused.put(function.logicalName(), left);
      }
    }
    return unused;
  }

  private static Map<String, List<String>> unusedKinds() {
    var unused = new TreeMap<String, List<String>>();
    for (var function : Template.read().functions()) {
      var needs = PolicyGuard.usedBy(function.logicalName());
      var left =
          function.statements().stream()
              .flatMap(statement -> statement.unused(needs).stream())
              .filter(kind -> !callsEngines(function) || !OF_ANSWERS.contains(kind))
              .toList();
      if (!left.isEmpty()) {
        unused.put(function.logicalName(), left);
      }
    }
    return unused;
  }

  private static boolean callsEngines(Function function) {
    return function.variables().containsKey("ALLOWED_PRIVATE_HOSTS");
  }

  private static boolean isEndOfTyping(Received event) {
    return event.body().contains("\"state\":\"paused\"");
  }

  /** The watcher asks for contact and group before the contact is there, and hears of both. */
  private static void watchAndType(PlainApi api, FakeReceiver receiver) {
    var watcher = api.post("/api/sessions", "{'name':'watcher','start':true}");
    var lid = watcher.replaceAll(".*\"lid\":\"([^\"]+)\".*", "$1");
    api.post("/api/sessions/watcher/presence/5511900000001%40s.whatsapp.net/subscribe", "{}");
    api.post("/api/sessions/watcher/presence/120300000001%40g.us/subscribe", "{}");
    api.post("/api/sessions/watcher/subscriptions", "{'chatIds':['+5511900000002']}");
    api.post("/api/webhooks", "{'url':'%s','session':'watcher'}".formatted(receiver.url()));
    api.post("/api/sessions", "{'name':'contact','start':true,'phoneNumber':'+5511900000001'}");
    api.post("/api/sessions", "{'name':'late','phoneNumber':'+5511900000002'}");
    api.post("/api/sessions/late/start", "");
    api.post("/api/sessions/contact/presence", "{'presence':'available'}");
    api.post("/api/sessions/contact/messages/typing", "{'chatId':'120300000001@g.us'}");
    var typing = "{'chatId':'%s'}".formatted(lid);
    api.post("/api/sessions/contact/messages/typing", typing);
    // Renewed before it is over, so that its timer is armed once more.
    await().atMost(SOON).until(() -> secondsOfTyping(api) < 22);
    api.post("/api/sessions/contact/messages/typing", typing);
  }

  private static long secondsOfTyping(PlainApi api) {
    var held = api.get("/api/sessions/watcher/presence/5511900000001%40s.whatsapp.net");
    var end = Instant.parse(held.replaceAll(".*\"expiresAt\":\"([^\"]+)\".*", "$1"));
    return Duration.between(Instant.now(), end).toSeconds();
  }

  private static void readAndConfigure(PlainApi api) {
    api.get("/health");
    api.get("/api/sessions");
    api.get("/api/sessions/watcher");
    api.get("/api/sessions/watcher/presence");
    api.get("/api/sessions/watcher/presence/5511900000001%40s.whatsapp.net");
    api.get("/api/sessions/watcher/presence/120300000001%40g.us");
    for (var path : List.of("/history", "/online")) {
      var of = path + "?participant=5511900000001";
      api.get("/api/sessions/watcher/presence/120300000001%40g.us" + of);
    }
    api.post(
        "/api/sessions/watcher/presence/query",
        "{'chatIds':['+5511900000001','120300000001@g.us','998@lid']}");
    api.get("/api/sessions/watcher/subscriptions");
    // Where nothing is found, it is asked whether there is such a session.
    api.post("/api/sessions", "{'name':'empty'}");
    api.get("/api/sessions/empty/presence");
    api.get("/api/sessions/empty/presence/5511900000001%40s.whatsapp.net");
    api.get("/api/sessions/empty/presence/5511900000001%40s.whatsapp.net/history");
    api.get("/api/sessions/empty/presence/5511900000001%40s.whatsapp.net/online");
    api.get("/api/sessions/empty/subscriptions");
    api.post("/api/sessions/empty/presence/query", "{'chatIds':['+5511900000001']}");
    api.get("/api/webhooks");
    api.get("/api/webhooks/1");
    api.patch("/api/webhooks/1", "{'label':'ours'}");
  }

  /** Of two contacts, one of which is a lid that leads nowhere. */
  private static void useClientTokens(PlainApi api) {
    api.put(
        "/api/sessions/watcher/client-rules",
        "{'allowedActions':'read_presence,subscribe_presence,send_typing','rateLimit':0,'maxDaily':100}");
    api.get("/api/sessions/watcher/client-rules");
    // Where there are no rules, it is asked whether there is such a session.
    assertThat(api.attempt("/api/sessions/nobody/client-rules")).contains("session_not_found");
    assertThat(api.attempt("/api/client-tokens", "{'session':'nobody','ephemeralId':'u1'}"))
        .contains("session_not_found");
    var made =
        api.post(
            "/api/client-tokens",
            "{'session':'watcher','ephemeralId':'u1','chatIds':['+5511900000001','998@lid']}");
    var client = new PlainApi(api.baseUrl(), made.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1"));
    var contact = "/api/sessions/watcher/presence/5511900000001%40s.whatsapp.net";
    client.get("/api/sessions/watcher/presence");
    client.get(contact);
    client.get(contact + "/online");
    client.post("/api/sessions/watcher/presence/query", "{'chatIds':['+5511900000001']}");
    client.post(contact + "/subscribe", "");
    client.post("/api/sessions/watcher/messages/typing", "{'chatId':'+5511900000001'}");
  }

  /** Rules that change end one connection at its next message, and one at the next change. */
  private static void watchLive(PlainApi api, PlainApi master) {
    var made = master.post("/admin/keys", "{'label':'page','scopes':['presence:read']}");
    var key = made.replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");
    var token =
        api.post("/api/client-tokens", "{'session':'watcher','ephemeralId':'u2'}")
            .replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    var watch = "{'type':'watch','session':'watcher','chatIds':['+5511900000001'%s]}";
    var contact = watch.formatted("");
    var more = watch.formatted(",'998@lid','120300000001@g.us'");
    try (var byKey = LivePage.open(api.baseUrl(), key);
        var asking = LivePage.open(api.baseUrl(), token);
        var silent = LivePage.open(api.baseUrl(), token)) {
      byKey.send(more);
      Stream.of(asking, silent).forEach(page -> page.send(contact));
      Stream.of(byKey, asking, silent).forEach(page -> page.await("snapshot"));
      api.post("/api/sessions/contact/presence", "{'presence':'unavailable'}");
      Stream.of(byKey, asking, silent).forEach(page -> page.await("\"unavailable\""));
      api.put("/api/sessions/watcher/client-rules", "{'allowedActions':'send_typing'}");
      asking.send(contact);
      asking.await("4403");
      api.post("/api/sessions/contact/presence", "{'presence':'available'}");
      silent.await("4403");
    }
    await()
        .atMost(SOON)
        .until(
            () ->
                PolicyGuard.permissionsUsedBy("DisconnectLiveFunction")
                    .contains(Permission.table("BatchWriteItem", "ConnectionsTable")));
  }

  /** Nobody waits for these; the receiver hears how they ended. */
  private static void commandLater(PlainApi api, FakeReceiver receiver) {
    api.later("/api/sessions/watcher/start", "");
    api.later("/api/sessions/watcher/presence", "{'presence':'available'}");
    api.later("/api/sessions/watcher/messages/typing", "{'chatId':'120300000001@g.us'}");
    api.later("/api/sessions/watcher/presence/5511900000006%40s.whatsapp.net/subscribe", "");
    api.later(
        "/api/sessions/watcher/subscriptions", "{'chatIds':['+5511900000006','+5511900000001']}");
    api.later("/api/sessions/watcher/stop", "");
    receiver.await(
        all -> all.stream().filter(event -> event.event().equals("command.result")).count() >= 6,
        SOON);
    api.post("/api/sessions/watcher/start", "");
  }

  private static void engineReports(PlainApi api) {
    api.post(
        "/api/sessions",
        "{'name':'engine','engine':{'type':'waha','url':'https://engine.presently.dev','webhookSecret':'%s'}}"
            .formatted(PlainApi.SECRET));
    api.post("/api/intake/engine", REPORT);
    api.post(
        "/api/sessions",
        "{'name':'linking','engine':{'type':'wuzapi','url':'https://linking.presently.dev','webhookSecret':'%s'}}"
            .formatted(PlainApi.SECRET));
    Stream.of(TYPING_IN_A_GROUP, MESSAGE_WITH_BOTH_ADDRESSES, TYPING_IN_A_GROUP)
        .forEach(report -> api.post("/api/intake/linking", report));
  }

  /** Evolution answers a start with the state of the connection. */
  private static void startWhatIsConnected(PlainApi api) {
    try (var engine = connected("evolution")) {
      api.post("/api/sessions", remote("first", true, "evolution", engine.url()));
      api.post("/api/sessions", remote("second", false, "evolution", engine.url()));
      api.post("/api/sessions/second/start", "");
      assertThat(api.get("/api/sessions/first")).contains("\"CONNECTED\"");
      assertThat(api.get("/api/sessions/second")).contains("\"CONNECTED\"");
      api.delete("/api/sessions/first");
      api.delete("/api/sessions/second");
    }
  }

  /** Two sessions of one engine, of which the first does not set its webhook: it hears nothing. */
  private static void commandAnEngine(PlainApi api, LocalRunner runner) {
    try (var engine = connected("waha")) {
      api.post(
          "/api/sessions",
          remote("unheard", true, "waha", engine.url())
              .replace("'session':", "'configure':false,'session':"));
      runner.callScheduled("TendSessionsFunction");
      await().atMost(SOON).until(() -> isConnected(api, "unheard"));
      api.post("/api/sessions", remote("heard", true, "waha", engine.url()));
      // What the engine says of this start must not come after the next one.
      await().atMost(SOON).until(() -> isConnected(api, "heard"));
      api.post("/api/sessions/heard/stop", "");
      api.post("/api/sessions/heard/start", "");
      await().atMost(SOON).until(() -> isConnected(api, "heard"));
      api.post("/api/sessions/heard/presence", "{'presence':'available'}");
      api.post("/api/sessions/heard/messages/typing", "{'chatId':'+5511900000007'}");
      api.post("/api/sessions/heard/presence/5511900000007%40s.whatsapp.net/subscribe", "");
      api.post("/api/sessions/heard/subscriptions", "{'chatIds':['+5511900000008']}");
      api.later("/api/sessions/heard/subscriptions", "{'chatIds':['+5511900000009']}");
      await().atMost(SOON).until(() -> engine.subscribed().size() == 3);
      api.post("/api/sessions/heard/stop", "");
      // The first session does not know that its engine stopped.
      assertThat(
              api.attempt("/api/sessions/unheard/messages/typing", "{'chatId':'+5511900000007'}"))
          .contains("session_not_connected");
      api.post("/api/sessions/unheard/presence/5511900000007%40s.whatsapp.net/subscribe", "");
      api.patch(
          "/api/sessions/unheard", "{'engine':%s}".formatted(engine("waha", engine.url() + "/")));
      api.delete("/api/sessions/heard");
      api.delete("/api/sessions/unheard");
    }
  }

  private static StubEngine connected(String type) {
    try {
      var engine = StubEngine.start(StubOptions.of(type), System.out);
      engine.start();
      await().atMost(SOON).until(() -> engine.state() == ConnectionState.CONNECTED);
      return engine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isConnected(PlainApi api, String session) {
    return api.get("/api/sessions/" + session).contains("\"CONNECTED\"");
  }

  private static String remote(String name, boolean start, String type, URI url) {
    return "{'name':'%s','start':%s,'engine':%s}"
        .formatted(name, start, engine(type, url.toString()));
  }

  private static String engine(String type, String url) {
    return "{'type':'%s','url':'%s','session':'default','subscribePerSecond':10}"
        .formatted(type, url);
  }

  /** As if a session had been deleted while something was planned for it. */
  private static void plantTheTendingOfNobody(LocalRunner runner) {
    try (var tables = AwsClients.dynamoDb(Settings.of(runner.environment("")))) {
      Instant past = Instant.now().minusSeconds(60);
      new DynamoDbTendingStore(tables, "RegistryTable")
          .save(
              new Tending(
                  new SessionName("nobody"),
                  past,
                  past,
                  0,
                  Instant.EPOCH,
                  Optional.empty(),
                  new Tending.Sweep(past, Optional.empty(), Optional.empty(), Optional.empty()),
                  0));
    }
  }

  private static void moveStopAndRemove(PlainApi api) {
    api.patch("/api/sessions/contact", "{'phoneNumber':'+5511900000005'}");
    api.patch(
        "/api/sessions/watcher", "{'engine':{'type':'waha','url':'https://engine.presently.dev'}}");
    api.patch("/api/sessions/watcher", "{'engine':{'type':'loopback'}}");
    api.post("/api/sessions/watcher/presence/5511900000005%40s.whatsapp.net/subscribe", "{}");
    api.post("/api/sessions/watcher/subscriptions", "{'chatIds':['+5511900000005']}");
    api.post("/api/sessions/contact/presence", "{'presence':'unavailable'}");
    api.post("/api/sessions/contact/presence", "{'presence':'available'}");
    api.post("/api/sessions/contact/stop", "");
    api.post("/api/sessions/contact/start", "");
    var unreachable =
        "/api/webhooks/"
            + id(api.post("/api/webhooks", "{'url':'http://localhost:9/','session':'watcher'}"));
    api.post("/api/sessions/contact/presence", "{'presence':'available'}");
    await().atMost(SOON).until(() -> !api.get(unreachable).contains("\"waiting\":0"));
    api.delete("/api/sessions/contact");
    api.delete("/api/sessions/watcher/presence/5511900000005%40s.whatsapp.net/subscribe");
    api.delete("/api/sessions/watcher");
    var webhook = "/api/webhooks/" + id(api.post("/api/webhooks", "{'url':'http://localhost:9/'}"));
    api.patch(webhook, "{'enabled':false}");
    api.delete(webhook);
  }

  private static void makeAndTakeBackKeys(PlainApi api, PlainApi master) {
    var made = master.post("/admin/keys", "{'label':'engine','scopes':['presence:intake']}");
    var key = made.replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");
    var id = made.replaceAll(".*\"id\":\"(key_[^\"]+)\".*", "$1");
    master.get("/admin/keys");
    var limited =
        master.post("/admin/keys", "{'label':'shop','scopes':['*'],'sessions':['watcher']}");
    new PlainApi(api.baseUrl(), limited.replaceAll(".*\"key\":\"([^\"]+)\".*", "$1"))
        .get("/api/webhooks");
    api.post(
        "/api/sessions",
        "{'name':'unsigned','engine':{'type':'evolution','url':'https://engine.presently.dev'}}");
    new PlainApi(api.baseUrl(), key).post("/api/intake/unsigned", UNSIGNED_REPORT);
    master.patch("/admin/keys/" + id, "{'label':'an engine'}");
    master.delete("/admin/keys/" + id);
  }

  private static void engineSendsToItsQueue(PlainApi api, LocalRunner runner) {
    api.post(
        "/api/sessions",
        "{'name':'queued','engine':{'type':'evolution','url':'https://engine.presently.dev',"
            + "'session':'queued','apiKey':'key'}}");
    try (var queues = AwsClients.sqs(Settings.of(runner.environment("")))) {
      for (var event :
          List.of(
              "'event':'presence.update','data':{'id':'5511900000005@s.whatsapp.net','presences':"
                  + "{'5511900000005@s.whatsapp.net':{'lastKnownPresence':'available'},"
                  + "'5511900000005:1@s.whatsapp.net':{'lastKnownPresence':'composing'}}}",
              "'event':'connection.update','data':{'state':'open'}")) {
        queues.sendMessage(
            send ->
                send.queueUrl(runner.evolutionQueue().orElseThrow())
                    .messageGroupId("evolution-singlequeue-queued")
                    .messageBody(
                        ("{'instance':'queued','dataType':'json'," + event + "}")
                            .replace('\'', '"')));
      }
    }
    await().atMost(SOON).until(() -> api.get("/api/sessions/queued").contains("\"CONNECTED\""));
  }

  private static void deliverAgain(PlainApi api, FakeReceiver receiver) {
    api.patch("/api/webhooks/1", "{'retries':{'attempts':2,'delaySeconds':60}}");
    receiver.alwaysAnswer(FakeAnswer.status(500));
    api.post("/api/sessions/late/presence", "{'presence':'available'}");
    await().atMost(SOON).until(() -> api.get(ALL_DELIVERIES).contains("\"statusCode\":500"));
    // Of those that wait meanwhile, the last one supersedes the first.
    api.post("/api/sessions/late/presence", "{'presence':'unavailable'}");
    api.post("/api/sessions/late/presence", "{'presence':'available'}");
    await().atMost(SOON).until(() -> api.get(ALL_DELIVERIES).contains("SUPERSEDED"));
    receiver.alwaysAnswer(FakeAnswer.OK);
    api.post("/api/webhooks/1/test", "");
    var delivery = api.get(DELIVERIES).replaceAll(".*?\"(dlv_[^\"]+)\".*", "$1");
    int before = receiver.received().size();
    api.post("/api/webhooks/1/deliveries/" + delivery + "/redeliver", "");
    receiver.await(before + 1, SOON);
  }

  /** As if its message had been lost: the next sweep finds it. */
  private static void missAWake(LocalRunner runner) {
    try (var tables = AwsClients.dynamoDb(Settings.of(runner.environment("")))) {
      var wakes = new DynamoDbReceiverHealthStore(tables, "DeliveryTable");
      wakes.ask(new WebhookId(1), Instant.now().minusSeconds(60));
      runner.callScheduled("SweepDeliveriesFunction");
      await().atMost(SOON).until(() -> wakes.overdue(Instant.now().minusSeconds(30), 1).isEmpty());
    }
  }

  /** While something about the contact waits for a receiver that nobody is. */
  private static void exportAndErase(PlainApi api) {
    var webhook =
        "/api/webhooks/"
            + id(api.post("/api/webhooks", "{'url':'http://localhost:9/','session':'watcher'}"));
    api.post("/api/sessions/late/presence", "{'presence':'unavailable'}");
    await().atMost(SOON).until(() -> !api.get(webhook).contains("\"waiting\":0"));
    api.get("/api/sessions/watcher/presence/5511900000002%40s.whatsapp.net/export");
    api.delete("/api/sessions/watcher/presence/5511900000002%40s.whatsapp.net");
    // A command contains this one.
    api.delete("/api/sessions/watcher/presence/5511900000006%40s.whatsapp.net");
    api.delete(webhook);
  }

  private static String id(String webhook) {
    return webhook.replaceAll(".*?\"id\":(\\d+).*", "$1");
  }

  private static void plant(LocalRunner runner, Map<String, String> item) {
    try (var tables = AwsClients.dynamoDb(Settings.of(runner.environment("")))) {
      tables.putItem(
          put ->
              put.tableName("PresenceTable")
                  .item(
                      item.entrySet().stream()
                          .collect(
                              toMap(
                                  Map.Entry::getKey,
                                  text -> AttributeValue.fromS(text.getValue())))));
    }
  }
}
