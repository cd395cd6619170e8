package dev.presently.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.adapters.engines.SupportedEngines;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.adapters.http.HttpEngineClient;
import dev.presently.adapters.http.PublicHostChecker;
import dev.presently.adapters.http.PublicHostChecker.AddressResolver;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.FakeReceiver;
import dev.presently.core.delivery.Received;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of every engine over HTTP to its stub, and the stub's webhooks back. */
class CommandsToStubsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Jid CONTACT = Jid.parse("5511999990002@s.whatsapp.net");
  private static final Secret KEY = new Secret("user:the-engines-key");
  private static final Secret SECRET = new Secret("a-secret-of-at-least-32-characters");
  private static final AllowedPrivateHosts LOCAL = new AllowedPrivateHosts(Set.of("127.0.0.1"));

  private static final List<EngineCommand> WHILE_CONNECTED =
      List.of(
          new EngineCommand.SetPresence(Availability.AVAILABLE),
          new EngineCommand.Subscribe(CONTACT),
          new EngineCommand.SendTyping(CONTACT, Typing.COMPOSING),
          new EngineCommand.SendTyping(CONTACT, Typing.RECORDING),
          new EngineCommand.SendTyping(CONTACT, Typing.PAUSED));

  static List<EngineType> engines() {
    return new SupportedEngines().types();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyCommandIsDoneOrCannotBe(EngineType type) throws IOException {
    try (var client = client();
        var receiver = FakeReceiver.start();
        var stub = start(type, receiver)) {
      EngineSettings engine = settings(type, stub.url().toString());

      assertDone(client, engine, startFor(receiver));
      await()
          .atMost(SOON)
          .until(() -> SessionStatus.CONNECTED.equals(status(client, engine).orElse(null)));
      // A start of a session that is connected changes nothing.
      assertDone(client, engine, startFor(receiver));
      WHILE_CONNECTED.forEach(command -> assertDone(client, engine, command));
      assertDone(client, engine, new EngineCommand.Stop());
      assertDone(client, engine, new EngineCommand.Stop());
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void webhooksProveThemselvesAndAreRead(EngineType type) throws IOException {
    try (var client = client();
        var receiver = FakeReceiver.start();
        var stub = start(type, receiver)) {
      EngineSettings engine = settings(type, stub.url().toString());
      assertDone(client, engine, startFor(receiver));
      await().atMost(SOON).until(() -> stub.state() == ConnectionState.CONNECTED);
      // Engines that cannot subscribe tell of typing alone, while the account is available. Typing
      // makes it so where setPresence works from the next connect on.
      WHILE_CONNECTED.forEach(command -> assertDone(client, engine, command));
      stub.contact(CONTACT.user(), ContactAct.ONLINE);
      stub.contact(CONTACT.user(), ContactAct.TYPING);

      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(receiver.received().stream())
                      .anySatisfy(
                          request ->
                              assertThat(read(engine, request).reports())
                                  .anySatisfy(
                                      report ->
                                          assertThat(report.typing()).contains(Typing.COMPOSING))));
      assertThat(receiver.received())
          .allSatisfy(request -> assertThat(isAuthentic(engine, request)).isTrue());
      if (protocol(engine).sendsStatus()) {
        assertThat(receiver.received().stream().flatMap(request -> statuses(engine, request)))
            .contains(SessionStatus.CONNECTED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aWrongKeyIsUnauthorized(EngineType type) throws IOException {
    try (var client = client();
        var receiver = FakeReceiver.start();
        var stub = start(type, receiver)) {
      EngineSettings engine =
          settings(type, stub.url().toString()).withApiKey(new Secret("user:another-key"));

      assertThat(client.send(engine, new EngineCommand.ReadStatus(SessionStatus.CONNECTED)))
          .isInstanceOf(EngineAnswer.Unauthorized.class);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void anEngineThatIsGoneIsUnreachable(EngineType type) throws IOException {
    String url;
    try (var receiver = FakeReceiver.start();
        var stub = start(type, receiver)) {
      url = stub.url().toString();
    }
    try (var client = client()) {
      assertThat(
              client.send(
                  settings(type, url), new EngineCommand.ReadStatus(SessionStatus.CONNECTED)))
          .isEqualTo(new EngineAnswer.Unreachable("connection refused"));
    }
  }

  private static void assertDone(
      HttpEngineClient client, EngineSettings engine, EngineCommand command) {
    assertThat(client.send(engine, command))
        .as(engine.type() + " " + command)
        .isInstanceOf(
            isSupported(engine, command) ? EngineAnswer.Done.class : EngineAnswer.Cannot.class);
  }

  private static boolean isSupported(EngineSettings engine, EngineCommand command) {
    try {
      return !protocol(engine).calls(engine, command).isEmpty();
    } catch (UnsupportedCommand e) {
      return false;
    }
  }

  private static Optional<SessionStatus> status(HttpEngineClient client, EngineSettings engine) {
    return client.send(engine, new EngineCommand.ReadStatus(SessionStatus.NEVER_STARTED))
            instanceof EngineAnswer.Done(var connection)
        ? connection.map(ConnectionReport::status)
        : Optional.empty();
  }

  private static EngineCommand startFor(FakeReceiver receiver) {
    return new EngineCommand.Start(
        Optional.of(new EngineCommand.Intake(receiver.url(), Optional.of(SECRET))));
  }

  private static boolean isAuthentic(EngineSettings engine, Received request) {
    return protocol(engine)
        .events()
        .isAuthentic(new IntakeRequest(body(request), request::header, Instant.now()), SECRET);
  }

  private static Stream<SessionStatus> statuses(EngineSettings engine, Received request) {
    return read(engine, request).connections().stream().map(ConnectionReport::status);
  }

  private static EngineEvents read(EngineSettings engine, Received request) {
    var session =
        Session.create(new SessionName("shop"), engine, Session.Profile.EMPTY, Instant.now());
    String mediaType = request.header("Content-Type").orElseThrow().split(";", 2)[0];
    return protocol(engine).events().read(session, body(request), mediaType);
  }

  private static byte[] body(Received request) {
    return request.body().getBytes(StandardCharsets.UTF_8);
  }

  private static EngineProtocol protocol(EngineSettings engine) {
    return SupportedEngines.protocol(engine.type()).orElseThrow();
  }

  private static EngineSettings settings(EngineType type, String url) {
    return EngineSettings.of(type)
        .withUrl(Destination.parse(url, LOCAL))
        .withSession("till")
        .withApiKey(KEY)
        .withWebhookSecret(SECRET);
  }

  /** With URL and secret from the beginning, for the engines that take them from their users. */
  private static StubEngine start(EngineType type, FakeReceiver receiver) throws IOException {
    return StubEngine.start(
        StubOptions.of(type.word())
            .withSession("till")
            .withKey(KEY.value())
            .withHook(receiver.url(), SECRET.value()),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  }

  private static HttpEngineClient client() {
    return new HttpEngineClient(
        new PublicHostChecker(LOCAL, AddressResolver.SYSTEM), SOON, "Presently/test");
  }
}
