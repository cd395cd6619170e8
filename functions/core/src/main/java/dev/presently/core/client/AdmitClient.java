package dev.presently.core.client;

import dev.presently.core.DependencyFailed;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EnforceRateLimit;
import dev.presently.core.access.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Decides whether the holder of a client token may do something now, by the rules that its session
 * has now. Refused requests do not count for the limits, except that one over the day's limit
 * counts for its minute.
 */
public final class AdmitClient {
  public sealed interface Result {
    /** What is left of the minute; absent without such a limit. */
    record Admitted(Optional<EnforceRateLimit.Result.Allowed> rate) implements Result {}

    /** The token has expired, or the rules whose key signed it are gone. */
    record NotValid() implements Result {}

    record Disabled() implements Result {}

    record ActionNotAllowed() implements Result {}

    /** The request has another origin than those of the rules, or none. */
    record OriginNotAllowed() implements Result {}

    record TooMany(int limit, int retryAfterSeconds) implements Result {}

    record TooManyToday(int limit, int retryAfterSeconds) implements Result {}
  }

  private final ClientRulesStore rules;
  private final EnforceRateLimit limits;
  private final DailyRequestCounter daily;
  private final Clock clock;

  public AdmitClient(
      ClientRulesStore rules, EnforceRateLimit limits, DailyRequestCounter daily, Clock clock) {
    this.rules = rules;
    this.limits = limits;
    this.daily = daily;
    this.clock = clock;
  }

  /**
   * Counts the request if it is admitted.
   *
   * @param keyFingerprint of the token key under which the token was verified
   * @param origin the request's {@code Origin} header
   * @throws DependencyFailed if it cannot be counted
   */
  public Result admit(
      ClientToken token, String keyFingerprint, ClientAction action, Optional<String> origin) {
    Instant now = clock.instant();
    Optional<ClientRules> found =
        token.isExpired(now) ? Optional.empty() : rules.find(token.client().session());
    return refusal(found, token, keyFingerprint, action, origin, now)
        .orElseGet(() -> counted(token.client(), found.orElseThrow(), now));
  }

  /**
   * What speaks against it, the limits apart; empty if nothing does.
   *
   * @param rules those that the token's session has now
   */
  public static Optional<Result> refusal(
      Optional<ClientRules> rules,
      ClientToken token,
      String keyFingerprint,
      ClientAction action,
      Optional<String> origin,
      Instant now) {
    Optional<ClientRules> own =
        rules.filter(it -> ClientRules.fingerprint(it.tokenKey()).equals(keyFingerprint));
    if (token.isExpired(now) || own.isEmpty()) {
      return Optional.of(new Result.NotValid());
    }
    ClientRules current = own.get();
    if (!current.isEnabled()) {
      return Optional.of(new Result.Disabled());
    }
    if (!current.actions().contains(action)) {
      return Optional.of(new Result.ActionNotAllowed());
    }
    return current.origins().isEmpty() || origin.filter(current::allowsOrigin).isPresent()
        ? Optional.empty()
        : Optional.of(new Result.OriginNotAllowed());
  }

  private Result counted(ClientId client, ClientRules current, Instant now) {
    if (current.ratePerMinute() == 0) {
      return today(client, current, now, Optional.empty());
    }
    return switch (limits.limit(client, new RateLimit(current.ratePerMinute()), 1)) {
      case EnforceRateLimit.Result.Allowed allowed ->
          today(client, current, now, Optional.of(allowed));
      case EnforceRateLimit.Result.Exceeded(int limit, int seconds) ->
          new Result.TooMany(limit, seconds);
      case EnforceRateLimit.Result.Unknown(_, DependencyFailed cause) -> throw cause;
    };
  }

  private Result today(
      ClientId client,
      ClientRules current,
      Instant now,
      Optional<EnforceRateLimit.Result.Allowed> rate) {
    int limit = current.maxDaily();
    return limit == 0 || daily.count(client, limit, now)
        ? new Result.Admitted(rate)
        : new Result.TooManyToday(limit, secondsOfDayLeft(now));
  }

  private static int secondsOfDayLeft(Instant now) {
    Instant tomorrow = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    return (int) Math.max(1, Duration.between(now, tomorrow).toSeconds());
  }
}
