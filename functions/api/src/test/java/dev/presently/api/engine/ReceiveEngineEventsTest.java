package dev.presently.api.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.engines.SupportedEngines;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyStore;
import dev.presently.core.access.KeyTexts;
import dev.presently.core.access.Scope;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Seq;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiveEngineEventsTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private static final String SECRET = "a webhook secret";
  private static final String JID = "5511999999999@s.whatsapp.net";
  private static final String ONLINE =
      """
      {"id":"evt_1","timestamp":1772445600000,"event":"presence.update","session":"default",
       "payload":{"id":"5511999999999@c.us","presences":[
        {"participant":"5511999999999@c.us","lastKnownPresence":"online","lastSeen":null}]}}""";

  private final ReceiveEngineEvents receiveEngineEvents = new ReceiveEngineEvents(deployment);

  private static String signature(String algorithm, String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), algorithm));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  private Call signed(String body) throws GeneralSecurityException {
    return new Call()
        .session("shop")
        .header("x-webhook-hmac", signature("HmacSHA512", body))
        .body(body);
  }

  private void hasEngine(EngineType type) {
    hasEngine(type, Optional.of(new Secret(SECRET)));
  }

  private void hasEngine(EngineType type, Optional<Secret> secret) {
    deployment.store(
        Session.create(
            new SessionName("shop"),
            secret
                .map(
                    EngineSettings.of(type).withUrl(Examples.url("https://engine.presently.dev"))
                        ::withWebhookSecret)
                .orElse(
                    EngineSettings.of(type).withUrl(Examples.url("https://engine.presently.dev"))),
            Session.Profile.EMPTY,
            TestClock.START));
  }

  @Test
  void acceptedReportsAreStored() throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));

    Answer answer = signed(ONLINE).to(receiveEngineEvents);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"ignored\":0}");
    assertThat(deployment.presence("shop", JID).orElseThrow().state())
        .isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void theSameEventAgainChangesNothing() throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));
    signed(ONLINE).to(receiveEngineEvents);
    Seq seq = deployment.presence("shop", JID).orElseThrow().seq();
    deployment.report(
        "shop", Report.about(Identity.of(Jid.parse(JID))).with(Availability.UNAVAILABLE));

    Answer answer = signed(ONLINE).to(receiveEngineEvents);

    assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"ignored\":0}");
    assertThat(deployment.presence("shop", JID).orElseThrow().seq()).isEqualTo(seq.next());
    assertThat(deployment.presence("shop", JID).orElseThrow().state())
        .isEqualTo(PresenceState.UNAVAILABLE);
  }

  @Test
  void theSignatureOfABase64BodyIsThatOfItsBytes() throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));

    Answer answer =
        new Call()
            .session("shop")
            .header("Content-Type", "application/json")
            .header("X-Webhook-Hmac", signature("HmacSHA512", ONLINE).toUpperCase(Locale.ROOT))
            .base64Body(ONLINE.getBytes(StandardCharsets.UTF_8))
            .to(receiveEngineEvents);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void titanSignsWithAPrefix() throws GeneralSecurityException {
    hasEngine(new EngineType("titan"));
    String body =
        """
        {"id":"evt_1","event":"presence.update","timestamp":"2026-03-02T10:00:00Z",
         "payload":{"from":{"phoneNumber":"+5511999999999","mode":"pn"},"unavailable":false}}""";

    Call bare = new Call().session("shop").body(body);
    Call prefixed = new Call().session("shop").body(body);
    String signature = signature("HmacSHA256", body);

    assertThat(bare.header("X-Webhook-Signature", signature).to(receiveEngineEvents).problem())
        .isEqualTo("401 unauthorized");
    assertThat(
            prefixed
                .header("X-Webhook-Signature", "sha256=" + signature)
                .to(receiveEngineEvents)
                .status())
        .isEqualTo(200);
  }

  @Test
  void wuzapiSignsTheRawForm() throws GeneralSecurityException {
    hasEngine(new EngineType("wuzapi"));
    String body =
        "instanceName=shop&jsonData=%7B%22type%22%3A%22Presence%22%2C%22event%22%3A%7B%22From%22"
            + "%3A%225511999999999%40s.whatsapp.net%22%2C%22Unavailable%22%3Afalse%7D%7D";

    Answer answer =
        new Call()
            .session("shop")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Hmac-Signature", signature("HmacSHA256", body))
            .rawBody(body)
            .to(receiveEngineEvents);

    assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"ignored\":0}");
    assertThat(deployment.presence("shop", JID).orElseThrow().state())
        .isEqualTo(PresenceState.AVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded"})
  void theFirstByteDecidesHowABodyOfWuzapiIsRead(String mediaType) throws GeneralSecurityException {
    hasEngine(new EngineType("wuzapi"));
    String json =
        "{\"type\":\"Presence\",\"event\":{\"From\":\"%s\",\"Unavailable\":false}}".formatted(JID);
    for (String body :
        List.of(json, "jsonData=" + URLEncoder.encode(json, StandardCharsets.UTF_8))) {
      Answer answer =
          new Call()
              .session("shop")
              .header("Content-Type", mediaType)
              .header("X-Hmac-Signature", signature("HmacSHA256", body))
              .rawBody(body)
              .to(receiveEngineEvents);

      assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"ignored\":0}");
    }
  }

  @Test
  void aRecentSessionIsReadWithItsContactsAlone() throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));
    var reads = new ArrayList<String>();
    deployment.sessionStore = counted(SessionStore.class, deployment.sessions, reads);
    var handler = new ReceiveEngineEvents(deployment);
    signed(ONLINE).to(handler);
    // The first event of a minute is noted at the session.
    signed(ONLINE).to(handler);
    reads.clear();

    assertThat(signed(ONLINE.replace("online", "offline")).to(handler).status()).isEqualTo(200);
    assertThat(reads).containsExactly("find");
  }

  @Test
  void aRecentSessionThatIsDeletedAcceptsNothing() throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));
    signed(ONLINE.replace("5511999999999", "5511999999998")).to(receiveEngineEvents);
    deployment.sessions.remove(deployment.sessions.find(new SessionName("shop")).orElseThrow());

    assertThat(signed(ONLINE).to(receiveEngineEvents).problem()).isEqualTo("401 unauthorized");
    assertThat(deployment.presence("shop", JID)).isEmpty();
  }

  @Test
  void aNewSecretOfARecentSessionCountsAtOnce() throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));
    Call old = signed(ONLINE);
    signed(ONLINE).to(receiveEngineEvents);
    Session shop = deployment.sessions.find(new SessionName("shop")).orElseThrow();
    deployment.sessions.save(
        Optional.of(shop),
        shop.changed(
            shop.engine().withWebhookSecret(new Secret("another webhook secret")),
            shop.profile(),
            TestClock.START));

    assertThat(old.to(receiveEngineEvents).problem()).isEqualTo("401 unauthorized");
  }

  @Test
  void aRecentSessionsNewEngineCountsAtOnce() throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));
    signed(ONLINE).to(receiveEngineEvents);
    deployment.sessions.remove(deployment.sessions.find(new SessionName("shop")).orElseThrow());
    hasEngine(new EngineType("titan"));
    String body =
        """
        {"id":"evt_1","event":"presence.update","timestamp":"2026-03-02T10:00:00Z",
         "payload":{"from":{"phoneNumber":"+5511999999999","mode":"pn"},"unavailable":true}}""";

    Answer answer =
        new Call()
            .session("shop")
            .header("X-Webhook-Signature", "sha256=" + signature("HmacSHA256", body))
            .header("X-Webhook-Hmac", signature("HmacSHA512", body))
            .body(body)
            .to(receiveEngineEvents);

    assertThat(answer.text()).isEqualTo("{\"accepted\":1,\"ignored\":0}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gowa", "evolution"})
  void everyRefusalTakesTheSameWork(String engine) throws GeneralSecurityException {
    var work = new ArrayList<String>();
    deployment.remoteEngines = new CountedChecks(work);
    deployment.sessionStore = counted(SessionStore.class, deployment.sessions, work);
    deployment.keyStore = counted(KeyStore.class, deployment.keys, work);
    var handler = new ReceiveEngineEvents(deployment);
    hasEngine(new EngineType(engine));
    deployment.store(Examples.loopback("sales"));
    String wrong = "sha256=" + signature("HmacSHA256", ONLINE + " ");
    work.clear();

    new Call().session("nobody").body(ONLINE).to(handler);
    List<String> unknown = List.copyOf(work);
    assertThat(unknown).contains("find").hasSizeGreaterThan(1);
    for (Call refused :
        List.of(
            new Call().session("sales"),
            new Call().session("shop"),
            new Call().session("shop").header("X-Hub-Signature-256", wrong))) {
      work.clear();
      assertThat(refused.body(ONLINE).to(handler).status()).isEqualTo(401);
      assertThat(work).isEqualTo(unknown);
    }
    refusedWithKey(handler, work, "nobody", 1);
    List<String> unknownWithKey = List.copyOf(work);
    refusedWithKey(handler, work, "sales", 2);
    assertThat(work).isEqualTo(unknownWithKey);
    refusedWithKey(handler, work, "shop", 3);
    assertThat(work).isEqualTo(unknownWithKey);
  }

  @Test
  void theRefusalOfARecentSessionTakesTheSameWork() throws GeneralSecurityException {
    var work = new ArrayList<String>();
    deployment.remoteEngines = new CountedChecks(work);
    deployment.sessionStore = counted(SessionStore.class, deployment.sessions, work);
    var handler = new ReceiveEngineEvents(deployment);
    hasEngine(new EngineType("waha"));
    assertThat(signed(ONLINE).to(handler).status()).isEqualTo(200);
    work.clear();
    new Call().session("nobody").body(ONLINE).to(handler);
    List<String> unknown = List.copyOf(work);
    work.clear();

    assertThat(signed(ONLINE).rawBody(ONLINE + " ").to(handler).status()).isEqualTo(401);

    assertThat(work).isEqualTo(unknown);
  }

  /** Each key is another one, since a refused key is remembered. */
  private static void refusedWithKey(
      ReceiveEngineEvents handler, List<String> work, String session, int key) {
    work.clear();
    Answer answer =
        new Call()
            .byNobody()
            .session(session)
            .header("Authorization", "Bearer " + KeyTexts.text(key).value())
            .body(ONLINE)
            .to(handler);
    assertThat(answer.status()).isEqualTo(401);
  }

  /** Notes the name of each method that is called. */
  private static <T> T counted(Class<T> type, T real, List<String> work) {
    return CountedChecks.proxy(
        type,
        (_, method, arguments) -> {
          work.add(method.getName());
          return method.invoke(real, arguments);
        });
  }

  @Test
  void anUnauthenticatedCallerLearnsNothing() throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));
    Answer unknown = new Call().session("nobody").body(ONLINE).to(receiveEngineEvents);
    Answer unsigned = new Call().session("shop").body(ONLINE).to(receiveEngineEvents);
    Answer forged = signed(ONLINE).rawBody(ONLINE + " ").to(receiveEngineEvents);

    assertThat(unknown.problem()).isEqualTo("401 unauthorized");
    assertThat(unsigned.body()).isEqualTo(unknown.body());
    assertThat(forged.body()).isEqualTo(unknown.body());
    assertThat(deployment.presence("shop", JID)).isEmpty();
  }

  @Test
  void aSessionWithoutASecretRefusesUnauthenticatedBodies() {
    deployment.store(
        Session.create(
            new SessionName("shop"),
            EngineSettings.of(new EngineType("waha"))
                .withUrl(Examples.url("https://engine.presently.dev")),
            Session.Profile.EMPTY,
            TestClock.START));

    assertThat(new Call().session("shop").body(ONLINE).to(receiveEngineEvents).problem())
        .isEqualTo("401 unauthorized");
  }

  @Test
  void aLoopbackSessionIsAnsweredLikeAnUnknownOne() {
    deployment.store(Examples.loopback("sales"));
    hasKey(1, Set.of(Scope.ALL), Optional.empty());

    Answer sales = withKey("sales", KeyTexts.text(1).value());

    assertThat(sales.problem()).isEqualTo("401 unauthorized");
    assertThat(withKey("nobody", KeyTexts.text(1).value()).body()).isEqualTo(sales.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{                                        | 400 invalid_json",
        "[]                                       | 400 invalid_body",
        "{}                                       | 400 missing_field event",
        "{\"event\":7}                              | 400 invalid_value event",
        "{\"event\":\"a\",\"event\":\"b\"}            | 400 duplicate_field event",
        "{\"event\":\"presence.update\"}            | 400 missing_field payload",
      })
  void anInvalidSignedBodyIsRefusedByName(String body, String problem)
      throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));

    assertThat(signed(body).to(receiveEngineEvents).problem()).isEqualTo(problem);
  }

  @Test
  void sizeAndMediaTypeAreCheckedAfterTheSignature() throws GeneralSecurityException {
    hasEngine(new EngineType("waha"));
    String large = " ".repeat(256 * 1024 + 1);

    assertThat(new Call().session("shop").body(large).to(receiveEngineEvents).problem())
        .isEqualTo("401 unauthorized");
    assertThat(signed(large).to(receiveEngineEvents).problem()).isEqualTo("413 body_too_large");
    assertThat(signed(ONLINE).header("Content-Type", "text/xml").to(receiveEngineEvents).problem())
        .isEqualTo("415 unsupported_media_type");
    assertThat(
            signed(ONLINE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .to(receiveEngineEvents)
                .problem())
        .isEqualTo("415 unsupported_media_type");
  }

  @Test
  void anInvalidNameIsRefused() {
    assertThat(new Call().session("-").body(ONLINE).to(receiveEngineEvents).problem())
        .isEqualTo("400 invalid_value session");
  }

  @Test
  void aSessionWithoutASecretAcceptsAKeyWithTheScope() {
    hasEngine(new EngineType("waha"), Optional.empty());
    hasKey(1, Set.of(Scope.PRESENCE_INTAKE), Optional.empty());
    hasKey(2, Set.of(Scope.ALL), Optional.of(Set.of(new SessionName("shop"))));
    hasKey(3, Set.of(Scope.PRESENCE_MANAGE), Optional.empty());
    hasKey(4, Set.of(Scope.ALL), Optional.of(Set.of(new SessionName("desk"))));

    assertThat(withKey(KeyTexts.text(1).value()).status()).isEqualTo(200);
    assertThat(withKey(KeyTexts.text(2).value()).status()).isEqualTo(200);
    for (String refused :
        List.of(
            KeyTexts.text(3).value(),
            KeyTexts.text(4).value(),
            KeyTexts.text(5).value(),
            "the-master-key-of-tests",
            "")) {
      assertThat(withKey(refused).problem()).isEqualTo("401 unauthorized");
    }
  }

  @Test
  void aSessionWithASecretAcceptsNoKey() {
    hasEngine(new EngineType("waha"));
    hasKey(1, Set.of(Scope.ALL), Optional.empty());

    assertThat(withKey(KeyTexts.text(1).value()).problem()).isEqualTo("401 unauthorized");
  }

  private Answer withKey(String key) {
    return withKey("shop", key);
  }

  private Answer withKey(String session, String key) {
    return new Call()
        .byNobody()
        .session(session)
        .header("Authorization", "Bearer " + key)
        .body(ONLINE)
        .to(receiveEngineEvents);
  }

  private void hasKey(int number, Set<Scope> scopes, Optional<Set<SessionName>> sessions) {
    deployment.keys.save(
        ApiKey.create(
            KeyTexts.text(number).hash(),
            "engine",
            new Grant(scopes, sessions),
            600,
            TestClock.START,
            Optional.empty()));
  }

  /** The engines whose proof was checked. */
  private static final class CountedChecks implements RemoteEngines {
    private final RemoteEngines real = new SupportedEngines();
    private final List<String> checked;

    CountedChecks(List<String> checked) {
      this.checked = checked;
    }

    @Override
    public Optional<RemoteEngine> find(EngineType type) {
      return real.find(type).map(engine -> counting(type, engine));
    }

    private RemoteEngine counting(EngineType type, RemoteEngine engine) {
      EngineEventReader events = engine.events();
      EngineEventReader counting =
          proxy(
              EngineEventReader.class,
              (_, method, arguments) -> {
                if (method.getName().equals("isAuthentic")) {
                  checked.add(type.toString());
                }
                return method.invoke(events, arguments);
              });
      return proxy(
          RemoteEngine.class,
          (_, method, arguments) ->
              method.getName().equals("events") ? counting : method.invoke(engine, arguments));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
      return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    @Override
    public Optional<String> cannot(EngineSettings engine, EngineCommand command) {
      return real.cannot(engine, command);
    }

    @Override
    public List<EngineType> types() {
      return real.types();
    }
  }
}
