package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.InParallel;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.ApplyReports;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.Report;
import dev.presently.core.presence.Seq;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStore;
import dev.presently.core.wiring.InMemoryPorts;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyEngineEventsTest {
  private static final Jid BOB = Jid.phone("5511999999999");
  private static final Jid GROUP = Jid.parse("120363025246125016@g.us");

  private final InMemoryPorts ports = new InMemoryPorts();
  private final Session shop =
      ((SessionStore.Result.Saved)
              ports.sessions.save(Optional.empty(), Examples.remote("shop", "+5511777777777")))
          .session();

  @ParameterizedTest
  @ValueSource(ints = {3_600_000, 4_500, 1})
  void aReportAheadOfOurClockDoesNotOutdateATrueLaterOne(int millis) {
    Instant now = ports.clock.instant();

    apply(Availability.AVAILABLE, now.plusMillis(millis));
    apply(Availability.UNAVAILABLE, now);

    assertThat(state()).isEqualTo(PresenceState.UNAVAILABLE);
  }

  @Test
  void anOlderReportDoesNotOverwriteOneThatIsAheadOfOurClock() {
    Instant now = ports.clock.instant();

    apply(Availability.AVAILABLE, now.plusSeconds(4));
    apply(Availability.UNAVAILABLE, now.minusMillis(1));

    assertThat(state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void anEngineWhoseClockIsSetBackByDaysIsHeard() {
    Instant now = ports.clock.instant();

    apply(Availability.AVAILABLE, now);
    apply(Availability.UNAVAILABLE, now.minus(Duration.ofDays(2)));

    assertThat(state()).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(presence().observedLastSeen()).contains(now);
  }

  @Test
  void theOrderOfAnEngineThatIsAlwaysDaysBehindIsKept() {
    Instant behind = ports.clock.instant().minus(Duration.ofDays(2));

    apply(Availability.AVAILABLE, behind);
    apply(Availability.UNAVAILABLE, behind.minusSeconds(1));
    assertThat(state()).isEqualTo(PresenceState.AVAILABLE);

    apply(Availability.UNAVAILABLE, behind.plusSeconds(1));
    assertThat(state()).isEqualTo(PresenceState.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({"-3600,-3600", "0,0", "1,0", "5,0", "6,", "3600,"})
  void aLastSeenOfTheFutureIsUnknownUnlessItIsWithinFiveSeconds(long told, @Nullable Long shown) {
    Instant now = ports.clock.instant();
    apply(
        Report.about(Identity.of(BOB))
            .with(Availability.UNAVAILABLE)
            .with(new LastSeen.Visible(now.plusSeconds(told))));

    assertThat(presence().lastSeen())
        .isEqualTo(shown == null ? LastSeen.UNKNOWN : new LastSeen.Visible(now.plusSeconds(shown)));
  }

  @Test
  void aReportThatChangesNothingOutdatesAnOlderOneThatComesLate() {
    Instant now = ports.clock.instant();
    apply(Availability.AVAILABLE, now.minusSeconds(3));
    apply(Availability.AVAILABLE, now.minusSeconds(1));

    apply(Availability.UNAVAILABLE, now.minusSeconds(2));

    assertThat(state()).isEqualTo(PresenceState.AVAILABLE);
  }

  @Test
  void twoEntriesOfOneParticipantInOneEventAreBothAppliedAndARepetitionChangesNothing() {
    Report composing = participant(1).with(Typing.COMPOSING).withEventId("evt-1");
    Report[] body = {composing, participant(2).withEventId("evt-1"), composing.with(Typing.PAUSED)};
    apply(body);
    assertThat(seq(1)).isEqualTo(2);
    assertThat(group().state()).isEqualTo(PresenceState.AVAILABLE);

    apply(participant(1).with(Typing.RECORDING));
    apply(body);

    assertThat(seq(1)).isEqualTo(3);
    assertThat(group().state()).isEqualTo(PresenceState.RECORDING);
  }

  @Test
  void aRepetitionOfManyEntriesOfOneParticipantChangesNothing() {
    Report[] body =
        IntStream.range(0, 40)
            .mapToObj(i -> i % 2 == 0 ? Typing.COMPOSING : Typing.PAUSED)
            .map(typing -> participant(1).with(typing).withEventId("evt-1"))
            .toArray(Report[]::new);
    apply(body);
    apply(body);

    assertThat(seq(1)).isEqualTo(40);
  }

  @Test
  void theNamesOfOnePersonKeepTheirOrder() {
    Jid lid = Jid.lid("99");
    apply(
        Report.about(Identity.of(lid)).with(Availability.AVAILABLE),
        Report.about(Identity.of(BOB, lid, Identity.Mode.PN)).with(Typing.COMPOSING),
        Report.about(Identity.of(lid)).with(Availability.UNAVAILABLE));

    assertThat(state()).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(presence().seq()).isEqualTo(new Seq(3));
  }

  @Test
  void aThousandParticipantsAreReadTogetherAndWrittenSideBySide() {
    var writers = new AtomicInteger();
    var most = new AtomicInteger();
    var reads = new AtomicInteger();
    var two = new CountDownLatch(2);
    PresenceStore counted =
        (PresenceStore)
            Proxy.newProxyInstance(
                PresenceStore.class.getClassLoader(),
                new Class<?>[] {PresenceStore.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("find")) {
                    reads.incrementAndGet();
                  }
                  if (!method.getName().startsWith("save")) {
                    return method.invoke(ports.presences, arguments);
                  }
                  most.accumulateAndGet(writers.incrementAndGet(), Math::max);
                  two.countDown();
                  assertThat(two.await(5, TimeUnit.SECONDS)).isTrue();
                  try {
                    return method.invoke(ports.presences, arguments);
                  } finally {
                    writers.decrementAndGet();
                  }
                });
    var events =
        new ApplyEngineEvents(
            ports.intakes(),
            new ApplyReports(new ApplyReport(counted, ports.conflictRetry(), ports.clock)),
            ports.useCases().changeConnection(),
            ports.clock);

    events.apply(
        shop,
        events(
            IntStream.range(0, 1_000)
                .mapToObj(i -> participant(i).with(Typing.COMPOSING))
                .toArray(Report[]::new)));

    assertThat(group().participants()).hasSize(1_000);
    assertThat(reads.get()).isZero();
    assertThat(most.get()).isBetween(2, InParallel.MAX_THREADS);
  }

  @Test
  void nothingIsWrittenForASessionThatHasChangedOrIsGone() {
    Report report = Report.about(Identity.of(BOB)).with(Availability.AVAILABLE);
    Session changed =
        ((SessionStore.Result.Saved)
                ports.sessions.save(
                    Optional.of(shop), shop.withStatus(SessionStatus.CONNECTED, shop.updatedAt())))
            .session();
    ApplyEngineEvents events = ports.useCases().applyEngineEvents();

    assertThat(events.apply(shop, events(report)))
        .isEqualTo(new ApplyEngineEvents.Result.SessionChanged(Optional.of(changed)));
    ports.sessions.remove(changed);
    assertThat(events.apply(changed, events(report)))
        .isEqualTo(new ApplyEngineEvents.Result.SessionChanged(Optional.empty()));
    assertThat(ports.presences.find(PresenceKey.of(shop.name(), BOB))).isEmpty();
  }

  private static Report participant(int number) {
    return Report.about(Identity.of(Jid.lid(Integer.toString(4_000 + number)))).in(GROUP);
  }

  private ChatView group() {
    return ports.useCases().readPresence().find(shop.name(), GROUP).orElseThrow();
  }

  private long seq(int participant) {
    return ports
        .presences
        .find(
            new PresenceKey(
                shop.name(), participant(participant).contact().jid(), Optional.of(GROUP)))
        .flatMap(ContactRecord::presence)
        .orElseThrow()
        .seq()
        .value();
  }

  private Presence presence() {
    return ports
        .presences
        .find(PresenceKey.of(shop.name(), BOB))
        .flatMap(ContactRecord::presence)
        .orElseThrow();
  }

  private void apply(Availability told, Instant at) {
    apply(Report.about(Identity.of(BOB)).with(told).at(at));
  }

  private void apply(Report... reports) {
    Session session = ports.sessions.find(shop.name()).orElseThrow();
    assertThat(ports.useCases().applyEngineEvents().apply(session, events(reports)))
        .isEqualTo(new ApplyEngineEvents.Result.Applied());
  }

  private static EngineEvents events(Report... reports) {
    return new EngineEvents(List.of(reports), List.of(), List.of(), 0);
  }

  private PresenceState state() {
    return ports.useCases().readPresence().find(shop.name(), BOB).orElseThrow().state();
  }
}
