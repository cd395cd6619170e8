package dev.presently.local;

import java.time.Duration;
import java.util.regex.Pattern;

/** Reads {@code rate(5 minutes)}; a cron expression is refused, because nothing here needs one. */
final class ScheduleRate {
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  private ScheduleRate() {}

  static Duration parse(String schedule, String where) {
    var rate = RATE.matcher(schedule);
    if (!rate.matches()) {
      throw new CannotStart(
          "The schedule of %s is %s; the local runner knows rate(n minutes|hours|days) only."
              .formatted(where, schedule));
    }
    var amount = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(amount);
      case "hour" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
