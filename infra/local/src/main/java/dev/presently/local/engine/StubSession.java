package dev.presently.local.engine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The one session of a stub: its connection, its pairing, its own presence and its subscriptions.
 * Each change of the state and each act of a contact is told to the listener, in order.
 */
final class StubSession implements AutoCloseable {
  /** Is called while the session is locked: it must not wait. */
  interface Listener {
    void changed(ConnectionState before, ConnectionState now);

    void acts(StubContact contact, ContactAct act);
  }

  /**
   * What differs between engines.
   *
   * @param availableOnConnect the account is available as soon as it is connected
   * @param keepsSubscriptions subscriptions survive a lost connection, but not a restart
   * @param tellsPaused a webhook tells when typing ends
   */
  record Habits(boolean availableOnConnect, boolean keepsSubscriptions, boolean tellsPaused) {}

  private final StubOptions options;
  private final Habits habits;
  private final Listener listener;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final Set<StubContact> subscribed = new LinkedHashSet<>();
  private ConnectionState state = ConnectionState.STOPPED;
  private boolean paired;
  private boolean available;
  private boolean everStarted;
  // Grows with each connection: what was planned for an earlier one does not happen.
  private long connection;

  StubSession(StubOptions options, Habits habits, Listener listener) {
    this.options = options;
    this.habits = habits;
    this.listener = listener;
    this.paired = options.paired();
  }

  synchronized ConnectionState state() {
    return state;
  }

  synchronized boolean isConnected() {
    return state == ConnectionState.CONNECTED;
  }

  synchronized boolean isPaired() {
    return paired;
  }

  synchronized boolean isAvailable() {
    return available;
  }

  /** Whether it was started since the process began. */
  synchronized boolean everStarted() {
    return everStarted;
  }

  synchronized Set<StubContact> subscribed() {
    return Set.copyOf(subscribed);
  }

  /** Does nothing unless it is stopped. */
  synchronized void start() {
    everStarted = true;
    if (state == ConnectionState.STOPPED) {
      become(ConnectionState.STARTING);
      later(options.pace().step(), paired ? this::connect : this::showQrCode);
    }
  }

  /** Keeps the pairing. */
  synchronized void stop() {
    if (state != ConnectionState.STOPPED) {
      end();
      become(ConnectionState.STOPPED);
    }
  }

  /** Ends the pairing too. */
  synchronized void logOut() {
    paired = false;
    stop();
  }

  /** The process starts again, and connects again if it was connected. */
  synchronized void restart() {
    subscribed.clear();
    drop();
  }

  /** Loses the connection and gets another. */
  synchronized void drop() {
    if (isConnected()) {
      Set<StubContact> kept = habits.keepsSubscriptions() ? Set.copyOf(subscribed) : Set.of();
      end();
      subscribed.addAll(kept);
      become(ConnectionState.RECONNECTING);
      later(options.pace().step(), this::connect);
    }
  }

  synchronized void setAvailable(boolean chosen) {
    available = chosen;
  }

  synchronized void subscribe(StubContact contact) {
    subscribed.add(contact);
    play(contact);
  }

  /** Lets the contact come online, type, pause and leave, unless the session is quiet. */
  synchronized void play(StubContact contact) {
    if (options.quiet() || contact.isGroup()) {
      return;
    }
    var step = options.pace().step();
    later(step, () -> acts(contact, ContactAct.ONLINE));
    later(step.multipliedBy(2), () -> acts(contact, ContactAct.TYPING));
    if (habits.tellsPaused()) {
      later(step.multipliedBy(4), () -> acts(contact, ContactAct.PAUSED));
      later(step.multipliedBy(6), () -> acts(contact, ContactAct.OFFLINE));
    } else {
      later(
          step.multipliedBy(2).plus(options.pace().typing()),
          () -> acts(contact, ContactAct.OFFLINE));
    }
  }

  /** Nothing is heard of contacts while the session is not connected. */
  synchronized void acts(StubContact contact, ContactAct act) {
    if (isConnected()) {
      listener.acts(contact, act);
    }
  }

  private void showQrCode() {
    become(ConnectionState.SCAN_QR);
    later(
        options.pace().scan(),
        () -> {
          paired = true;
          connect();
        });
  }

  private void connect() {
    available = habits.availableOnConnect();
    become(ConnectionState.CONNECTED);
  }

  private void end() {
    connection++;
    subscribed.clear();
    available = false;
  }

  private void become(ConnectionState next) {
    var before = state;
    state = next;
    listener.changed(before, next);
  }

  private void later(Duration delay, Runnable step) {
    long planned = connection;
    var _ =
        timer.schedule(
            () -> {
              synchronized (this) {
                if (planned == connection) {
                  step.run();
                }
              }
            },
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** The contact whose webhooks show typing where contacts cannot be subscribed to. */
  void playStranger(Optional<StubContact> contact) {
    play(contact.orElse(StubContact.STRANGER));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
