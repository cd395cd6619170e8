package dev.presently.e2e;

import static dev.presently.e2e.Scene.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presently.local.engine.ConnectionState;
import dev.presently.local.engine.StubEngine;
import dev.presently.local.engine.StubOptions;
import dev.presently.local.engine.StubRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** A session whose engine is a stub, and a receiver of its events. */
final class EngineScene implements AutoCloseable {
  static final String KEY = "user:the-engines-key";
  static final String SECRET = "what-the-engine-signs-its-bodies-with";
  static final Duration SOON = Scene.SOON;

  final Scene scene;
  private final Deployment deployment;
  private final String type;
  private StubEngine stub;

  /** The session exists and is not started; its engine is asked for ten contacts a second. */
  EngineScene(String type) {
    this(new LocalDeployment(), type);
  }

  EngineScene(Deployment deployment, String type) {
    this.deployment = deployment;
    this.type = type;
    scene = new Scene(deployment);
    stub = start(options());
    scene.session(
        "{'name':'%s','engine':{'type':'%s','url':'http://%s:%d','session':'till','apiKey':'%s','webhookSecret':'%s','configure':%b,'subscribePerSecond':10}}"
            .formatted(
                scene.watcher,
                type,
                deployment.receiverHost(),
                stub.port(),
                KEY,
                SECRET,
                isLocal()));
    scene.webhook(
        ",'session':'%s','events':['presence.update','session.status']".formatted(scene.watcher));
  }

  private StubOptions options() {
    var options = StubOptions.of(type).withSession("till").withKey(KEY);
    // Titan's webhook cannot be set by a request; elsewhere the API knows itself by another name.
    if (type.equals("titan") || !isLocal()) {
      return options.withHook(
          URI.create(deployment.baseUrl() + "/api/intake/" + scene.watcher), SECRET);
    }
    return options;
  }

  private boolean isLocal() {
    return deployment instanceof LocalDeployment;
  }

  private StubEngine start(StubOptions options) {
    var out = new PrintStream(OutputStream.nullOutputStream());
    try {
      return isLocal()
          ? StubEngine.start(options, out)
          : StubEngine.startOnAllAddresses(options, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StubEngine stub() {
    return stub;
  }

  /** Starts the session and waits until the engine has told that it is connected. */
  EngineScene connected() {
    assertThat(post("/start", "").status()).isEqualTo(200);
    await().atMost(SOON).until(() -> stub.state() == ConnectionState.CONNECTED);
    if (type.equals("gowa") && deployment instanceof LocalDeployment local) {
      local.tend();
    }
    awaitStatus("CONNECTED");
    return this;
  }

  void awaitStatus(String status) {
    await().atMost(SOON).untilAsserted(() -> assertThat(status()).isEqualTo(status));
  }

  String status() {
    return scene.api.get(path("")).data().path("status").asString();
  }

  /** The engine's process is gone. */
  void stopEngine() {
    stub.close();
  }

  /** The engine's process is back at the same port. */
  void startEngine() {
    stub = start(options().withPort(stub.port()));
  }

  String path(String more) {
    return "/api/sessions/" + scene.watcher + more;
  }

  Answer post(String more, String body) {
    return scene.api.post(path(more), json(body));
  }

  Answer subscribe(String contact) {
    return post("/presence/" + contact + "%40s.whatsapp.net/subscribe", "");
  }

  void subscribeAll(List<String> contacts) {
    var many = post("/subscriptions", "{'chatIds':['" + String.join("','", contacts) + "']}");
    assertThat(many.status()).as(many.response().body()).isEqualTo(200);
  }

  /** This many numbers that no other scenario uses. */
  List<String> numbers(int count) {
    return LongStream.range(0, count)
        .mapToObj(i -> "4930" + String.format("%05d", i) + scene.number.substring(9))
        .toList();
  }

  /** The requests that asked the engine to subscribe to a contact, in order. */
  List<StubRequest> asked() {
    return stub.requests().stream()
        .filter(request -> request.route().endsWith("/subscribe"))
        .toList();
  }

  static String contact(StubRequest request) {
    return Optional.ofNullable(request.path().get("contact"))
        .or(() -> request.text("Phone"))
        .orElseThrow()
        .replaceAll("@.*", "");
  }

  /** At most ten contacts within a second, and a little for the machine. */
  static void assertPace(List<StubRequest> asked) {
    for (int i = 10; i < asked.size(); i++) {
      assertThat(Duration.between(asked.get(i - 10).at(), asked.get(i).at()))
          .as("from request %d to %d", i - 10, i)
          .isGreaterThan(Duration.ofMillis(800));
    }
  }

  JsonNode subscription(String contact) {
    return scene.api.get(path("/subscriptions?limit=1000")).list().stream()
        .filter(one -> one.path("chatId").asString().startsWith(contact + "@"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no subscription to " + contact));
  }

  @Override
  public void close() {
    scene.close();
    stub.close();
  }
}
