package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.presently.adapters.dynamodb.UnknownValue;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.log.Metric;
import dev.presently.adapters.log.Metrics;
import dev.presently.core.InParallel;
import dev.presently.core.delivery.EventOfRequest;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.delivery.PoisonQueue;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.presence.TimerQueue.Timer;
import dev.presently.relay.RecordEffects.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * Relays stream records in order: arms their timers, then sends their events, and writes the
 * history beside that if the deployment keeps one. A poison record, one that can never be read, is
 * set aside when all records before it are done, and blocks none behind it. The relay stops at the
 * first record that is not certainly done: neither a fault of ours nor a record of a newer version
 * is ever skipped.
 */
final class Relay {
  private final RecordEffectsReader reader;
  private final PresenceStore presences;
  private final TimerQueue timers;
  private final FanOut fanOut;
  private final Optional<HistoryWriter> history;
  private final PoisonQueue poison;
  private final Log log;

  Relay(
      RecordEffectsReader reader,
      PresenceStore presences,
      TimerQueue timers,
      FanOut fanOut,
      Optional<HistoryWriter> history,
      PoisonQueue poison,
      Log log) {
    this.reader = reader;
    this.presences = presences;
    this.timers = timers;
    this.fanOut = fanOut;
    this.history = history;
    this.poison = poison;
    this.log = log;
  }

  /** Returns the index of the first record that is not done, or the number of records. */
  int relay(List<DynamodbStreamRecord> records) {
    List<RecordEffects> effects = read(records);
    int done = 0;
    while (done < effects.size()) {
      List<RecordEffects> readable =
          effects.stream().skip(done).takeWhile(each -> each.unreadable().isEmpty()).toList();
      int sent = send(readable);
      done += sent;
      if (sent < readable.size()
          || done == effects.size()
          || !setAside(effects.get(done).unreadable().orElseThrow())) {
        break;
      }
      done++;
    }
    summarize(records.size(), effects.subList(0, done));
    return done;
  }

  /** Reads the records up to the first fault of ours, or one of a newer version. */
  private List<RecordEffects> read(List<DynamodbStreamRecord> records) {
    List<RecordEffects> effects = new ArrayList<>();
    MutedContacts muted = new MutedContacts(presences);
    try {
      for (DynamodbStreamRecord record : records) {
        effects.add(reader.read(record).without(muted));
      }
    } catch (UnknownValue e) {
      log.error(
          "a record of a newer version waits",
          e,
          line -> {
            position(line, records, effects);
            e.attribute().ifPresent(name -> line.put("attribute", name));
          });
    } catch (Throwable e) {
      log.error("a record was not read", e, line -> position(line, records, effects));
    }
    return effects;
  }

  /** Of the first record that is not read. */
  private static ObjectNode position(
      ObjectNode line, List<DynamodbStreamRecord> records, List<RecordEffects> read) {
    return line.put("sequenceNumber", records.get(read.size()).getDynamodb().getSequenceNumber());
  }

  /** The history is written beside the rest, so that events do not wait for it. */
  private int send(List<RecordEffects> effects) {
    if (history.isEmpty() || effects.stream().noneMatch(each -> each.history().isPresent())) {
      return armAndSend(effects);
    }
    List<ToIntFunction<List<RecordEffects>>> work = List.of(this::writeHistory, this::armAndSend);
    return InParallel.each(work, each -> each.applyAsInt(effects)).stream()
        .mapToInt(Integer::intValue)
        .min()
        .orElseThrow();
  }

  /** Returns the number of records up to the first whose history is not certainly written. */
  private int writeHistory(List<RecordEffects> effects) {
    List<HistoryStep> steps = effects.stream().flatMap(each -> each.history().stream()).toList();
    try {
      history.orElseThrow().write(steps);
      return effects.size();
    } catch (Throwable e) {
      log.error("history was not written", e, line -> line.put("entries", steps.size()));
      return (int) effects.stream().takeWhile(each -> each.history().isEmpty()).count();
    }
  }

  private int armAndSend(List<RecordEffects> effects) {
    int armed = arm(effects);
    List<Optional<EventOfRequest>> events =
        effects.subList(0, armed).stream().map(RecordEffects::event).toList();
    try {
      int sent = fanOut.send(events);
      events.subList(0, sent).stream().flatMap(Optional::stream).forEach(this::sent);
      return sent;
    } catch (Throwable e) {
      long count = events.stream().filter(Optional::isPresent).count();
      log.error("events were not sent", e, line -> line.put("events", count));
      return (int) events.stream().takeWhile(Optional::isEmpty).count();
    }
  }

  /** Links the request to the event; the sender's lines have both too. */
  private void sent(EventOfRequest event) {
    event
        .requestId()
        .ifPresent(
            request ->
                log.info(
                    "sent",
                    line ->
                        line.put("requestId", request.value())
                            .put("eventId", event.event().id().value())
                            .put("event", event.event().name().value())));
  }

  /** Returns the number of records up to the first whose timer is not certainly armed. */
  private int arm(List<RecordEffects> effects) {
    List<Timer> all = effects.stream().flatMap(each -> each.timer().stream()).toList();
    try {
      if (!all.isEmpty()) {
        timers.arm(all);
      }
      return effects.size();
    } catch (Throwable e) {
      log.error("timers were not armed", e, line -> line.put("timers", all.size()));
      return (int) effects.stream().takeWhile(each -> each.timer().isEmpty()).count();
    }
  }

  private boolean setAside(Unreadable record) {
    String sequenceNumber = record.poison().sequenceNumber();
    try {
      poison.keep(record.poison());
    } catch (Throwable e) {
      log.error(
          "a poison record was not set aside",
          e,
          line -> line.put("sequenceNumber", sequenceNumber));
      return false;
    }
    log.error(
        "a record cannot be read and was set aside",
        record.cause(),
        line -> line.put("sequenceNumber", sequenceNumber));
    return true;
  }

  private void summarize(int records, List<RecordEffects> done) {
    long setAside = done.stream().filter(each -> each.unreadable().isPresent()).count();
    List<SeqGap> gaps = done.stream().flatMap(each -> each.gap().stream()).toList();
    gaps.forEach(gap -> log.warn("seq gap", gap::describe));
    Metrics metrics = new Metrics();
    done.stream()
        .filter(each -> each.event().isPresent())
        .forEach(_ -> metrics.add(Metric.CHANGES, 1));
    gaps.forEach(_ -> metrics.add(Metric.SEQ_GAPS, 1));
    metrics.writeTo(log);
    log.info(
        "relayed",
        line ->
            line.put("records", records)
                .put("done", done.size())
                .put("setAside", setAside)
                .put("gaps", gaps.size()));
  }
}
