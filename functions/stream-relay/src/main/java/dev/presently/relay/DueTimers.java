package dev.presently.relay;

import dev.presently.adapters.json.SqsEvent.Message;
import dev.presently.adapters.log.Log;
import dev.presently.adapters.sqs.TimerMessage;
import dev.presently.core.presence.EndActivity;
import dev.presently.core.presence.EndActivity.Result.Ended;
import dev.presently.core.presence.EndActivity.Result.GoesOn;
import dev.presently.core.presence.TimerQueue;
import dev.presently.core.presence.TimerQueue.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Settles timers that went off, each by itself: a fault in one keeps none of the others. */
final class DueTimers {
  /** Ten seconds of losing to other writers, and then some. */
  private static final int LONGEST_MILLIS = 13_000;

  private final EndActivity endActivity;
  private final TimerQueue timers;
  private final Log log;

  DueTimers(EndActivity endActivity, TimerQueue timers, Log log) {
    this.endActivity = endActivity;
    this.timers = timers;
    this.log = log;
  }

  /** The ids of those messages that are not settled. */
  List<String> settle(List<Message> messages, IntSupplier remainingMillis) {
    List<String> failed = new ArrayList<>();
    for (Message message : messages) {
      if (remainingMillis.getAsInt() < LONGEST_MILLIS || !isSettled(message)) {
        failed.add(message.id());
      }
    }
    return failed;
  }

  private boolean isSettled(Message message) {
    try {
      Timer timer = TimerMessage.read(message.body());
      switch (endActivity.end(timer.key(), timer.since())) {
        case Ended() -> {}
        case GoesOn(var until) -> timers.arm(new Timer(timer.key(), timer.since(), until));
      }
      return true;
    } catch (Throwable e) {
      log.error("a timer was not settled", e, line -> line.put("messageId", message.id()));
      return false;
    }
  }
}
