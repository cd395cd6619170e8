package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.Examples;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.wiring.InMemoryPorts;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Webhook 1 and all that its deliveries need. Its receiver has answered quickly before; now it
 * answers as a test says, then 200.
 */
public final class DeliveryWorld extends InMemoryPorts {
  public static final WebhookId ONE = new WebhookId(1);
  public static final Outcome OK = new Outcome.Delivered(200);
  public static final Outcome GONE = new Outcome.Permanent(410);
  public static final Outcome REFUSED = Outcome.RetryLater.because(Outcome.Kind.CONNECTION);
  public static final Outcome TIMEOUT = Outcome.RetryLater.because(Outcome.Kind.TIMEOUT);
  public static final Outcome ERROR =
      new Outcome.RetryLater(
          Outcome.Kind.STATUS, Optional.of(500), Optional.empty(), Optional.of("oh no"));

  private static final Duration CLAIM = Duration.ofSeconds(30);

  public final List<SignedRequest> requests = new ArrayList<>();
  private final Deque<Outcome> script = new ArrayDeque<>();
  private Optional<Runnable> meanwhile = Optional.empty();
  private Duration takes = Duration.ZERO;
  private String call = "";
  private Runnable afterCall = () -> {};
  private final List<String> laneCalls = new ArrayList<>();

  public final Wakes wakes = useCases().wakes();
  public final WebhookStates states = new WebhookStates(webhooks, health);
  public final ChangeWebhook changeWebhook = useCases().changeWebhook();
  public final SendDelivery send = useCases().sendDelivery();
  public final DrainLane drainLane = useCases().drainLane();
  public final DrainWebhook drainWebhook = useCases().drainWebhook();
  public final AttemptRedelivery redeliver = useCases().attemptRedelivery();

  public DeliveryWorld() {
    webhooks.save(Examples.webhook(1));
    health.quick(ONE, clock.instant());
  }

  public void answers(Outcome... outcomes) {
    script.addAll(Arrays.asList(outcomes));
  }

  /** This happens once during the next attempt, after its answer. */
  public void during(Runnable other) {
    meanwhile = Optional.of(other);
  }

  /** The next caller of this method of a store crashes after the call. */
  public void cutOffAfter(String name, Runnable work) {
    after(
        name,
        () -> {
          throw new CutOff();
        });
    assertThatThrownBy(work::run).isInstanceOf(CutOff.class);
  }

  /** The next caller of this method of a store stalls after the call while this happens. */
  public void after(String name, Runnable other) {
    call = name;
    afterCall = other;
  }

  /** Each call of the store of lanes, as it happens. */
  public List<String> callsOfLanes() {
    return laneCalls;
  }

  private static final class CutOff extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  @SuppressWarnings("unchecked") // a proxy of this interface
  protected <T> T port(Class<T> port, T real) {
    return (T)
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              Object answer = method.invoke(real, arguments);
              if (port == LaneStore.class) {
                laneCalls.add(method.getName());
              }
              if (method.getName().equals(call)) {
                call = "";
                afterCall.run();
              }
              return answer;
            });
  }

  /**
   * The lane is due in five seconds, and its webhook pauses for an hour; no message is on its way.
   */
  public void parksAndPausesForAnHour(String lane) {
    answers(ERROR);
    send(lane, 1);
    Instant end = clock.instant().plus(Duration.ofHours(1));
    health.paused(ONE, new ReceiverHealth.Pause(1, end));
    forgetWake();
    wakes.ask(ONE, end);
    retries.take(Instant.MAX);
  }

  /** Sweeps a minute later, and drains the webhooks that the sweep wakes. */
  public void sweepAndDrain() {
    after(Duration.ofMinutes(1));
    wakes.sweep();
    retries.take(clock.instant()).forEach(_ -> drain());
  }

  /** How long every attempt takes from now on. */
  public void takes(Duration time) {
    takes = time;
  }

  @Override
  public ReceiverClient receivers() {
    return this::receive;
  }

  private synchronized Outcome receive(SignedRequest request) {
    requests.add(request);
    clock.advance(takes);
    Outcome outcome = script.isEmpty() ? OK : script.removeFirst();
    Optional<Runnable> other = meanwhile;
    meanwhile = Optional.empty();
    other.ifPresent(Runnable::run);
    return outcome;
  }

  public static Delivery delivery(String lane, long seq) {
    return Examples.delivery(1, lane, seq);
  }

  public SendDelivery.Result send(String lane, long seq) {
    return send(lane, seq, states.find(ONE));
  }

  public SendDelivery.Result send(String lane, long seq, WebhookState state) {
    return send.send(delivery(lane, seq), state, Optional.empty(), true);
  }

  public void sendAll(String lane, long... seqs) {
    Arrays.stream(seqs).forEach(seq -> send(lane, seq));
  }

  /** Drains as the sender does, one lane after the other, until none is due. */
  public void drain() {
    drainWebhook.claim(ONE, "drain", CLAIM).ifPresent(this::drain);
  }

  private void drain(Wakes.Claim claim) {
    for (List<Lane> due = due(); !due.isEmpty(); due = due()) {
      for (Lane lane : due) {
        Optional<Lane> next = Optional.of(lane);
        while (next.isPresent()) {
          next = drainLane.step(next.get(), states.find(ONE)).next();
        }
      }
    }
    if (!drainWebhook.release(claim)) {
      drain();
    }
  }

  private List<Lane> due() {
    return drainWebhook.due(ONE, states.find(ONE));
  }

  public void after(Duration time) {
    clock.advance(time);
  }

  public void webhook(UnaryOperator<Webhook.WebhookSettings> change) {
    changeWebhook.change(ONE, with(change));
  }

  private static BiFunction<Webhook, Instant, Webhook> with(
      UnaryOperator<Webhook.WebhookSettings> change) {
    return (now, at) -> now.changed(now.url(), now.keys(), change.apply(now.settings()), at);
  }

  public void coalesces(boolean truth) {
    webhook(w -> settings(w, truth, w.enabled()));
  }

  public void disable() {
    webhook(w -> settings(w, w.coalesce(), false));
  }

  /** Enables the webhook, and its receiver answers quickly again. */
  public void enable() {
    changeWebhook.renew(ONE, with(w -> settings(w, w.coalesce(), true)));
    health.quick(ONE, clock.instant());
  }

  private static Webhook.WebhookSettings settings(
      Webhook.WebhookSettings w, boolean coalesce, boolean enabled) {
    return new Webhook.WebhookSettings(
        w.label(),
        w.session(),
        w.events(),
        w.filter(),
        w.headers(),
        w.retries(),
        coalesce,
        w.maxConcurrency(),
        enabled);
  }

  /** As after a crash between parking a lane and requesting its wake. */
  public void forgetWake() {
    Instant due = clock.instant().plus(Duration.ofDays(1));
    long asked = health.claim(ONE, "nobody", due, due).orElseThrow();
    health.release(ONE, "nobody", Optional.empty(), asked);
  }

  public DeliveryRecord delivered(String lane, long seq) {
    return DeliveryRecords.ended(delivery(lane, seq), new DeliveryStatus.Delivered());
  }

  public DeliveryRecord record(String lane, long seq) {
    return lanes.record(delivery(lane, seq).id()).orElseThrow();
  }

  public DeliveryStatus.Word status(String lane, long seq) {
    return record(lane, seq).status().word();
  }

  public Lane lane(String name) {
    return lanes.find(Examples.lane(1, name), ONE);
  }

  /** What the receiver got, in order. */
  public List<String> bodies() {
    return requests.stream().map(SignedRequest::body).toList();
  }

  public static String body(long seq) {
    return delivery("any", seq).body();
  }
}
