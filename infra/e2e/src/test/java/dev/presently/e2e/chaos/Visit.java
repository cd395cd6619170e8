package dev.presently.e2e.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** One run of a function: its clock, its time, and what befell it. */
final class Visit {
  /** Which function ran. */
  enum Kind {
    RELAY,
    SEND,
    RETRY,
    SWEEP,
    OWNER
  }

  final Kind kind;
  final Instant began;
  final Instant deadline;
  final Duration skew;
  private final InstantSource time;
  private Runnable lost = () -> {};
  private boolean killed;
  private boolean overtaken;
  private boolean disturbed;
  private Optional<Instant> ended = Optional.empty();
  int calls;
  int attempts;
  int writes;

  Visit(Kind kind, InstantSource time, Duration most, Duration skew) {
    this.kind = kind;
    this.time = time;
    this.began = time.instant();
    this.deadline = began.plus(most);
    this.skew = skew;
  }

  /** Its clock, which differs from true time. */
  Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return time.instant().plus(skew);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("functions know UTC alone");
      }
    };
  }

  int remainingMillis() {
    return (int) Duration.between(time.instant(), deadline).toMillis();
  }

  /** The caller gets an error when it is killed or overtaken. */
  void whenLost(Runnable told) {
    lost = told;
  }

  void kill() {
    if (!killed && !isOver()) {
      killed = true;
      lose();
    }
  }

  /** Another one does the same work now, while this one goes on. */
  void overtake() {
    if (!killed && !overtaken) {
      overtaken = true;
      lose();
    }
  }

  private void lose() {
    disturbed = true;
    Runnable told = lost;
    lost = () -> {};
    told.run();
  }

  /** What it did, another one may do again. */
  void disturb() {
    disturbed = true;
  }

  void end() {
    ended = Optional.of(time.instant());
  }

  boolean isKilled() {
    return killed;
  }

  boolean isOvertaken() {
    return overtaken;
  }

  boolean isDisturbed() {
    return disturbed;
  }

  boolean isOver() {
    return ended.isPresent();
  }

  /** It ran at some time between these. */
  boolean ranWithin(Instant from, Instant to) {
    return !began.isAfter(to) && ended.filter(from::isAfter).isEmpty();
  }

  @Override
  public String toString() {
    return kind + " of " + began + (killed ? ", killed" : "") + (overtaken ? ", overtaken" : "");
  }
}
