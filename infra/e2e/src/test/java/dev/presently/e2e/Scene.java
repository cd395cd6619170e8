package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.presently.core.delivery.FakeReceiver;
import dev.presently.core.delivery.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What one scenario plays with: names that no other scenario uses, and a receiver of its own. All
 * it made is removed when it closes.
 */
public final class Scene implements AutoCloseable {
  public static final String KEY = "a-key-for-the-scenarios";

  /** Long enough for a cold start of each function on a busy machine. */
  public static final Duration SOON = Duration.ofSeconds(60);

  private static final AtomicLong NUMBERS =
      new AtomicLong(5_511_000_000_000L + System.nanoTime() % 1_000_000_000L);

  public final Api api;
  public final FakeReceiver receiver;
  public final String watcher;
  public final String contact;
  public final String number;
  private final Deployment deployment;
  private final List<Long> webhooks = new ArrayList<>();
  private final List<FakeReceiver> receivers = new ArrayList<>();

  public Scene(Deployment deployment) {
    this.deployment = deployment;
    this.api = Api.of(deployment);
    this.receiver = another();
    this.number = Long.toString(NUMBERS.incrementAndGet());
    this.watcher = "watcher-" + number;
    this.contact = "contact-" + number;
  }

  /** A receiver that is not registered yet, which stops with the scene. */
  public FakeReceiver another() {
    FakeReceiver started =
        deployment.receiverHost().equals("127.0.0.1")
            ? FakeReceiver.start()
            : FakeReceiver.startOnAllAddresses();
    receivers.add(started);
    return started;
  }

  /** Skips the scenario, with the reason, where the deployment cannot show this. */
  void needs(Ability ability) {
    String reason = deployment.lacks().get(ability);
    assumeTrue(reason == null, reason);
  }

  /** How many callers the deployment takes at the same time. */
  int clients() {
    return deployment.clients();
  }

  /** Two connected loopback sessions: one that watches, and one with the scene's phone number. */
  public Scene withSessions() {
    session("{'name':'%s','start':true}".formatted(watcher));
    session("{'name':'%s','start':true,'phoneNumber':'+%s'}".formatted(contact, number));
    return this;
  }

  /** The watcher is subscribed to the contact, and whoever is registered hears of both. */
  public Scene subscribed() {
    assertThat(api.post(presence("/subscribe"), "").status()).isEqualTo(200);
    return this;
  }

  public Answer session(String json) {
    Answer made = api.post("/api/sessions", json(json));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    return made;
  }

  /**
   * Registers the scene's receiver, with these fields beside the url and the key. It gets every
   * state, unless the fields say otherwise: a busy machine must not make a receiver seem slow and
   * the states in between superfluous.
   */
  public long webhook(String fields) {
    return webhookAt(receiver, fields);
  }

  /** The same for another receiver. */
  public long webhookAt(FakeReceiver there, String fields) {
    if (!fields.contains("'coalesce'")) {
      return webhookAt(there, fields + ",'coalesce':false");
    }
    Answer made =
        api.post(
            "/api/webhooks",
            json("{'url':'%s','hmacKey':'%s'%s}".formatted(url(there), KEY, fields)));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    long id = made.data().required("id").longValue();
    webhooks.add(id);
    return id;
  }

  /** Told of presence alone: that the watcher started may still be on its way to a receiver. */
  public long webhookOfWatcher() {
    return webhook(",'session':'%s','events':['presence.update']".formatted(watcher));
  }

  public String receiverUrl() {
    return url(receiver);
  }

  private String url(FakeReceiver there) {
    return "http://" + deployment.receiverHost() + ":" + there.port() + "/events";
  }

  /** The watcher's view of the contact. */
  public String presence(String more) {
    return "/api/sessions/" + watcher + "/presence/" + number + "%40s.whatsapp.net" + more;
  }

  public Answer says(String word) {
    Answer said =
        api.post(
            "/api/sessions/" + contact + "/presence", json("{'presence':'%s'}".formatted(word)));
    assertThat(said.status()).as(said.response().body()).isEqualTo(200);
    return said;
  }

  /** Waits for events, each of them signed and true to the contract. */
  public List<Received> heard(Predicate<List<Received>> fulfilled) {
    return heard(receiver, fulfilled);
  }

  /** The same at another receiver. */
  public List<Received> heard(FakeReceiver there, Predicate<List<Received>> fulfilled) {
    List<Received> events = there.await(fulfilled, SOON);
    for (Received event : events) {
      assertThat(event.isSignedBy(KEY)).as("signature of %s", event.body()).isTrue();
      assertThat(event.header("Content-Type")).contains("application/json");
      assertThat(event.header("User-Agent").orElse("")).startsWith("Presently/");
      Contract.PUBLISHED.checkEvent(event.event(), event.body());
    }
    return events;
  }

  public List<Received> heard(int count) {
    return heard(events -> events.size() >= count);
  }

  /** JSON with single quotes is easier to read in Java. */
  public static String json(String text) {
    return text.replace('\'', '"');
  }

  @Override
  public void close() {
    webhooks.forEach(id -> api.delete("/api/webhooks/" + id));
    api.delete("/api/sessions/" + watcher);
    api.delete("/api/sessions/" + contact);
    receivers.forEach(FakeReceiver::close);
  }
}
