package dev.presently.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import dev.presently.core.engine.EngineEventReader;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Presently asks each engine for is done, and what the engine posts then is read. */
class EngineConversationTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Secret SECRET = new Secret("a-secret-of-at-least-32-characters");
  private static final Jid CONTACT = Jid.phone("5511999990002");

  /** Engines whose API does not set their webhook. */
  private static final Set<String> SET_BY_HAND = Set.of("titan", "gowa");

  /** Engines that send no status. */
  private static final Set<String> SILENT = Set.of("gowa");

  private static final AllowedPrivateHosts LOCAL = AllowedPrivateHosts.parse("127.0.0.1");

  private final HttpEngineClient client =
      new HttpEngineClient(
          new PublicHostChecker(LOCAL, AddressResolver.SYSTEM),
          HttpEngineClient.DEADLINE,
          "Presently");

  static List<EngineType> engines() {
    return new SupportedEngines().types();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aSessionStartsHearsAContactAndStops(EngineType type) throws IOException {
    try (var receiver = FakeReceiver.start();
        var stub = StubEngine.start(options(type, receiver.url()), silence())) {
      EngineSettings engine = settings(type, stub);
      var intake = new EngineCommand.Intake(receiver.url(), Optional.of(SECRET));

      assertDone(engine, new EngineCommand.Start(Optional.of(intake)));
      await().atMost(SOON).until(() -> stub.state() == ConnectionState.CONNECTED);
      assertThat(status(engine)).contains(SessionStatus.CONNECTED);
      assertDone(engine, new EngineCommand.Start(Optional.of(intake)));
      assertThat(status(engine)).contains(SessionStatus.CONNECTED);
      for (EngineCommand command : commands()) {
        assertThat(client.send(engine, command))
            .as(type + " " + command)
            .isInstanceOf(
                isSupported(engine, command) ? EngineAnswer.Done.class : EngineAnswer.Cannot.class);
      }
      stub.contact("5511999990002", ContactAct.TYPING);
      receiver.await(
          all -> events(type, all).stream().anyMatch(EngineConversationTest::isTyping), SOON);
      assertThat(connections(type, receiver.received()).contains(SessionStatus.CONNECTED))
          .isEqualTo(!SILENT.contains(type.word()));
      if (client.send(engine, new EngineCommand.Stop()) instanceof EngineAnswer.Done) {
        await().atMost(SOON).until(() -> stub.state() == ConnectionState.STOPPED);
        assertThat(client.send(engine, new EngineCommand.SetPresence(Availability.AVAILABLE)))
            .as(type.word())
            .isNotInstanceOf(EngineAnswer.Refused.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aWrongKeyIsUnauthorized(EngineType type) throws IOException {
    try (var stub = StubEngine.start(options(type, URI.create("http://127.0.0.1:9/")), silence())) {
      EngineSettings engine = settings(type, stub).withApiKey(new Secret("user:wrong"));

      for (EngineCommand command :
          List.of(
              new EngineCommand.Start(Optional.empty()),
              new EngineCommand.ReadStatus(SessionStatus.CONNECTED))) {
        assertThat(client.send(engine, command))
            .as(type + " " + command)
            .isInstanceOf(EngineAnswer.Unauthorized.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void anEngineThatIsGoneIsUnreachable(EngineType type) throws IOException {
    EngineSettings engine;
    try (var stub = StubEngine.start(options(type, URI.create("http://127.0.0.1:9/")), silence())) {
      engine = settings(type, stub);
    }

    assertThat(client.send(engine, new EngineCommand.ReadStatus(SessionStatus.CONNECTED)))
        .isEqualTo(new EngineAnswer.Unreachable("connection refused"));
  }

  private static StubOptions options(EngineType type, URI hook) {
    StubOptions options =
        StubOptions.of(type.word())
            .withSession("till")
            .withKey("user:the-engines-key")
            .withSecret(SECRET.value());
    return SET_BY_HAND.contains(type.word()) ? options.withHook(hook, SECRET.value()) : options;
  }

  private static EngineSettings settings(EngineType type, StubEngine stub) {
    return EngineSettings.of(type)
        .withUrl(Destination.parse(stub.url().toString(), LOCAL))
        .withSession("till")
        .withApiKey(new Secret("user:the-engines-key"))
        .withWebhookSecret(SECRET);
  }

  private static List<EngineCommand> commands() {
    return List.of(
        new EngineCommand.SetPresence(Availability.AVAILABLE),
        new EngineCommand.Subscribe(CONTACT),
        new EngineCommand.SendTyping(CONTACT, Typing.COMPOSING),
        new EngineCommand.SendTyping(CONTACT, Typing.RECORDING),
        new EngineCommand.SendTyping(CONTACT, Typing.PAUSED));
  }

  private static boolean isSupported(EngineSettings engine, EngineCommand command) {
    try {
      return !SupportedEngines.protocol(engine.type())
          .orElseThrow()
          .calls(engine, command)
          .isEmpty();
    } catch (UnsupportedCommand e) {
      return false;
    }
  }

  private void assertDone(EngineSettings engine, EngineCommand command) {
    assertThat(client.send(engine, command))
        .as(engine.type() + " " + command)
        .isInstanceOf(EngineAnswer.Done.class);
  }

  private Optional<SessionStatus> status(EngineSettings engine) {
    return client.send(engine, new EngineCommand.ReadStatus(SessionStatus.NEVER_STARTED))
            instanceof EngineAnswer.Done(var connection, _)
        ? connection.map(ConnectionReport::status)
        : Optional.empty();
  }

  private static List<SessionStatus> connections(EngineType type, List<Received> all) {
    return events(type, all).stream()
        .flatMap(events -> events.connections().stream())
        .map(ConnectionReport::status)
        .toList();
  }

  /** What the webhooks say; each must be authentic. */
  private static List<EngineEvents> events(EngineType type, List<Received> all) {
    EngineEventReader reader = new SupportedEngines().find(type).orElseThrow().events();
    Session session =
        Session.create(
            new SessionName("shop"),
            EngineSettings.of(type).withSession("till").withWebhookSecret(SECRET),
            Session.Profile.EMPTY,
            Instant.now());
    return all.stream()
        .map(
            one -> {
              byte[] body = one.body().getBytes(StandardCharsets.UTF_8);
              assertThat(
                      reader.isAuthentic(
                          new IntakeRequest(body, one::header, Instant.now()), SECRET))
                  .as(type + " " + one.event())
                  .isTrue();
              return reader.read(session, body);
            })
        .toList();
  }

  private static boolean isTyping(EngineEvents events) {
    return events.reports().stream()
        .anyMatch(report -> report.typing().equals(Optional.of(Typing.COMPOSING)));
  }

  private static PrintStream silence() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }
}
