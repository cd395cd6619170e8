package dev.presently.relay;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.FanOut;
import java.util.List;

/** Arms the timers that are asked for, and then tells what is to be told, in its order. */
final class Telling {
  private final Timers timers;
  private final FanOut fanOut;
  private final Log log;

  Telling(Timers timers, FanOut fanOut, Log log) {
    this.timers = timers;
    this.fanOut = fanOut;
    this.log = log;
  }

  /** How many of these notices, counted from the first, are surely armed and told. */
  int tell(List<RecordEffects> notices) {
    int armed = timers.arm(notices.stream().map(RecordEffects::timer).toList());
    return tellArmed(notices.subList(0, armed));
  }

  private int tellArmed(List<RecordEffects> notices) {
    try {
      return fanOut.send(notices.stream().map(RecordEffects::event).toList());
    } catch (Throwable e) {
      int first = (int) notices.stream().takeWhile(notice -> notice.event().isEmpty()).count();
      log.error("events were not told", e, line -> line.put("events", notices.size() - first));
      return first;
    }
  }
}
