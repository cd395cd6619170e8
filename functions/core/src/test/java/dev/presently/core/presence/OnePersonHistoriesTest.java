package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.presently.core.DependencyFailed;
import dev.presently.core.ImmediateConflictRetry;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random histories of reports about two phone numbers, three LIDs and two groups: in any order,
 * late, repeated, two requests at once, and crashes before and after a write, each of which is
 * followed by the engine's repetition. Whatever happens, each person stands once, shows the newest
 * facts, and every activity whose begin was sent has ended for its receivers too.
 */
class OnePersonHistoriesTest {
  static final SessionName DESK = new SessionName("desk");

  private static final int HISTORIES = 10_000;
  private static final int REPORTS = 10;
  private static final List<Jid> NUMBERS =
      List.of(Jid.phone("5511999999991"), Jid.phone("5511999999992"));
  private static final List<Jid> LIDS = List.of(Jid.lid("801"), Jid.lid("802"), Jid.lid("803"));
  private static final List<Jid> GROUPS = List.of(Jid.parse("1203@g.us"), Jid.parse("1204@g.us"));

  /** One request, which may stop at a call of the store. */
  private static final class History {
    private final SplittableRandom random;
    private final TestClock clock = new TestClock();
    private final InMemoryPresenceStore stored = new InMemoryPresenceStore();
    private final PresenceStore store = store();
    private final ApplyReports reports =
        new ApplyReports(new ApplyReport(store, new ImmediateConflictRetry(), clock));
    private final EndActivity timers = new EndActivity(store, new ImmediateConflictRetry(), clock);
    private final List<Supplier<String>> told = new ArrayList<>();
    private final List<Report> applied = new ArrayList<>();
    private final List<Report> crashed = new ArrayList<>();
    private final List<TimerQueue.Timer> armed = new ArrayList<>();
    private final Map<PresenceKey, Presence> sent = new HashMap<>();
    private final AtomicInteger calls = new AtomicInteger(Integer.MAX_VALUE);
    private Runnable atCall = () -> {};
    private Set<Truth> truths = Set.of(new Truth());

    History(long seed) {
      random = new SplittableRandom(seed);
    }

    void run() {
      for (int i = 0; i < REPORTS; i++) {
        clock.advance(Duration.ofMillis(random.nextInt(10) == 0 ? 20_000 : 10));
        fireTimers();
        step(nextReport(i));
        check();
      }
      while (!crashed.isEmpty()) {
        clock.advance(Duration.ofMillis(10));
        apply(crashed.removeFirst());
      }
      check();
      clock.advance(TimedActivity.TIMEOUT);
      fireTimers();
      clock.advance(TimedActivity.TIMEOUT);
      fireTimers();
      check();
      assertThat(armed).isEmpty();
      assertThat(sent.values()).noneMatch(last -> last.state().isActive());
      assertThat(records())
          .allMatch(
              record ->
                  record.joining().isEmpty()
                      || record.presence().orElseThrow().identity().lid().isEmpty());
    }

    private void step(Report report) {
      switch (random.nextInt(10)) {
        case 0 -> crash(report);
        case 1, 2 -> {
          if (crashed.isEmpty()) {
            together(report, nextReport(100 + applied.size()));
          } else {
            apply(crashed.removeFirst());
          }
        }
        default -> apply(report);
      }
    }

    private Report nextReport(int number) {
      if (!applied.isEmpty() && random.nextInt(6) == 0) {
        return applied.get(random.nextInt(applied.size()));
      }
      Jid phone = any(NUMBERS);
      Jid lid = any(LIDS);
      Report report =
          Report.about(
              switch (random.nextInt(3)) {
                case 0 -> Identity.of(phone);
                case 1 -> Identity.of(lid);
                default -> Identity.of(phone, lid, Identity.Mode.LID);
              });
      if (random.nextBoolean()) {
        report = report.in(any(GROUPS));
      }
      Instant now = clock.instant();
      report =
          switch (random.nextInt(6)) {
            case 0 -> report.with(Availability.AVAILABLE);
            case 1 ->
                report
                    .with(Availability.UNAVAILABLE)
                    .with(random.nextBoolean() ? LastSeen.HIDDEN : new LastSeen.Visible(now));
            case 2 -> report.with(Availability.UNAVAILABLE);
            case 3 -> report.with(Typing.RECORDING);
            case 4 -> report.with(Typing.COMPOSING);
            default -> report.with(Typing.PAUSED);
          };
      if (random.nextInt(3) == 0) {
        report = report.at(now.minusMillis(random.nextInt(5) == 0 ? 35 : 3));
      }
      return random.nextInt(4) == 0 ? report : report.withEventId("evt-" + number);
    }

    private <T> T any(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }

    private void apply(Report report) {
      Instant now = clock.instant();
      told.add(() -> now + " " + line(report));
      truths = each(truth -> truth.after(report, now));
      request(report);
      applied.add(report);
    }

    private void request(Report report) {
      List<Report> all = List.of(report);
      Map<PresenceKey, ContactRecord> records = new HashMap<>();
      for (PresenceKey key : ApplyReports.keys(DESK, all)) {
        records.put(key, store.find(key).orElseGet(() -> ContactRecord.none(key)));
      }
      reports.apply(DESK, all, records);
    }

    /** The second runs while the first is under way. */
    private void together(Report first, Report second) {
      Instant began = clock.instant();
      told.add(() -> began + " together " + line(first) + " and " + line(second));
      Set<Truth> possible = new HashSet<>();
      Instant between = began.plusMillis(1);
      Instant later = began.plusMillis(2);
      for (Truth truth : truths) {
        Truth linked = truth.afterLink(first, began).after(second, between);
        possible.add(truth.after(first, began).after(second, between));
        possible.add(truth.after(second, between).after(first, later));
        possible.add(truth.after(second, between).after(first, began));
        possible.add(linked.after(first, began));
        possible.add(linked.after(first, later));
      }
      at(
          random.nextInt(12),
          () -> {
            clock.advance(Duration.ofMillis(1));
            request(second);
            clock.advance(Duration.ofMillis(1));
          });
      request(first);
      if (calls.getAndSet(Integer.MAX_VALUE) >= 0) {
        clock.set(between);
        request(second);
        clock.set(later);
      }
      truths = possible;
      applied.add(first);
      applied.add(second);
    }

    /** The engine gets no answer, and repeats the report later. */
    private void crash(Report report) {
      Instant now = clock.instant();
      told.add(() -> now + " crashed " + line(report));
      Set<Truth> possible = new HashSet<>(truths);
      possible.addAll(each(truth -> truth.afterLink(report, now)));
      possible.addAll(each(truth -> truth.after(report, now)));
      at(
          random.nextInt(10),
          () -> {
            throw new DependencyFailed("crashed");
          });
      try {
        request(report);
      } catch (DependencyFailed e) {
        // No answer, in the one case as in the other.
      }
      calls.set(Integer.MAX_VALUE);
      truths = possible;
      crashed.add(report);
    }

    private static String line(Report report) {
      return Stream.of(
              report.contact().phone(),
              report.contact().lid(),
              report.group(),
              report.availability(),
              report.typing(),
              Optional.of(report.lastSeen()),
              report.at(),
              report.eventId())
          .flatMap(Optional::stream)
          .map(Object::toString)
          .collect(Collectors.joining(" "));
    }

    private <T> Set<T> each(Function<Truth, T> change) {
      Set<T> changed = new LinkedHashSet<>();
      truths.forEach(truth -> changed.add(change.apply(truth)));
      return changed;
    }

    /** Before or after that call of the store. */
    private void at(int call, Runnable action) {
      atCall = action;
      calls.set(call);
    }

    private PresenceStore store() {
      return (PresenceStore)
          Proxy.newProxyInstance(
              PresenceStore.class.getClassLoader(),
              new Class<?>[] {PresenceStore.class},
              (_, method, arguments) -> {
                pass();
                Object result = call(method, arguments);
                pass();
                // An alias and the record that it leads to are two reads.
                return method.getName().equals("find")
                        && result instanceof Optional<?> found
                        && found.orElse(null) instanceof ContactRecord record
                        && !record.key().equals(arguments[0])
                    ? call(method, new Object[] {record.key()})
                    : result;
              });
    }

    private void pass() {
      if (calls.getAndDecrement() == 0) {
        atCall.run();
      }
    }

    private synchronized Object call(Method method, Object[] arguments) throws Throwable {
      Map<PresenceKey, ContactRecord> before = images(arguments);
      try {
        return method.invoke(stored, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      } finally {
        relay(before, images(arguments));
      }
    }

    /** Sends what the relay does: of an address that leads to another now, the end. */
    private void relay(
        Map<PresenceKey, ContactRecord> before, Map<PresenceKey, ContactRecord> after) {
      before.forEach(
          (key, held) -> {
            if (!after.containsKey(key)) {
              Change.between(Optional.of(held), held.led(clock.instant())).ifPresent(this::send);
            }
          });
      after.forEach(
          (key, now) ->
              Change.between(Optional.ofNullable(before.get(key)), now).ifPresent(this::send));
    }

    private void send(Change change) {
      Optional<Presence> last = Optional.ofNullable(sent.put(change.key(), change.presence()));
      last.filter(earlier -> earlier.began().equals(change.presence().began()))
          .filter(earlier -> !earlier.seq().next().equals(change.presence().seq()))
          .ifPresent(earlier -> fail(change + " after " + earlier));
      change
          .newActivity()
          .ifPresent(
              begun -> armed.add(new TimerQueue.Timer(change.key(), begun.since(), begun.until())));
    }

    private void fireTimers() {
      for (TimerQueue.Timer timer : List.copyOf(armed)) {
        if (!timer.due().isAfter(clock.instant())) {
          armed.remove(timer);
          if (timers.end(timer.key(), timer.since())
              instanceof EndActivity.Result.Renewed(Instant until)) {
            armed.add(new TimerQueue.Timer(timer.key(), timer.since(), until));
          }
        }
      }
    }

    private List<ContactRecord> records() {
      return stored.list(DESK, Optional.empty(), 1_000).items();
    }

    /** As they are stored: the records that a call may change. */
    private Map<PresenceKey, ContactRecord> images(Object[] arguments) {
      Map<PresenceKey, ContactRecord> all = new HashMap<>();
      for (Object argument : arguments) {
        if ((argument instanceof Optional<?> given ? given.orElse(null) : argument)
            instanceof ContactRecord record) {
          stored
              .find(record.key())
              .filter(held -> held.key().equals(record.key()))
              .ifPresent(held -> all.put(held.key(), held));
        }
      }
      return all;
    }

    private void check() {
      if (!crashed.isEmpty()) {
        return;
      }
      Instant now = clock.instant();
      Map<PresenceKey, Truth.Shown> shown = new HashMap<>();
      Map<Jid, Set<Jid>> seen = new HashMap<>();
      for (ContactRecord record : records()) {
        record
            .presence()
            .map(presence -> presence.fold(now))
            .ifPresent(
                presence ->
                    Truth.add(
                        shown,
                        record.key(),
                        presence.state(),
                        presence.lastSeen(),
                        presence.identity()));
        Jid chat = record.key().group().orElse(DIRECT);
        for (Jid address : record.addresses()) {
          if (!seen.computeIfAbsent(chat, _ -> new HashSet<>()).add(address)) {
            fail(address + " stands twice in " + chat + ": " + records());
          }
        }
      }
      Set<Truth> possible = new LinkedHashSet<>(truths);
      possible.removeIf(truth -> !truth.shown(now).equals(shown));
      if (possible.isEmpty()) {
        assertThat(shown).isIn(each(truth -> truth.shown(now)));
      }
      truths = possible;
      sent.forEach(
          (key, last) ->
              stored
                  .find(key)
                  .filter(record -> record.key().equals(key))
                  .flatMap(ContactRecord::presence)
                  .filter(held -> last.state() != held.state())
                  .ifPresent(held -> fail(key + " was told " + last + ", and is " + held)));
    }
  }

  private static final Jid DIRECT = Jid.parse("status@broadcast");

  @Test
  void whateverIsReportedAPersonIsOneAndShowsTheNewest() {
    long first = Long.getLong("seed", 52_876_607_601_788L);
    System.out.println("OnePersonHistoriesTest: -Dseed=" + first);
    LongStream.range(first, first + HISTORIES).parallel().forEach(OnePersonHistoriesTest::run);
  }

  private static void run(long seed) {
    History history = new History(seed);
    try {
      history.run();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "-Dseed=%d%n%s"
              .formatted(
                  seed, history.told.stream().map(Supplier::get).collect(Collectors.joining("\n"))),
          e);
    }
  }
}
