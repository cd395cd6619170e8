package dev.presently.core.session;

import static java.util.Optional.empty;

import dev.presently.core.InvalidValue;
import dev.presently.core.destination.Destination;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The engine of a session: its type, URL, own name for the session, shared secrets and options. A
 * remote engine without a URL only sends events; {@code loopback} takes no setting but {@code
 * staleAfter}.
 */
public record EngineSettings(
    EngineType type,
    Optional<Destination> url,
    Optional<String> session,
    Optional<Secret> apiKey,
    Optional<Secret> webhookSecret,
    Options options) {
  /**
   * How a remote engine is used: contacts asked for per second, how long until a subscription is
   * asked for again, how long an unconfirmed {@code available} is believed, and whether starting
   * sets the engine's webhook. Empty means the default.
   */
  public record Options(
      Optional<BigDecimal> subscribePerSecond,
      Optional<Duration> renewAfter,
      Optional<Duration> staleAfter,
      Optional<Boolean> configure) {
    public static final Options DEFAULT = new Options(empty(), empty(), empty(), empty());

    public static final BigDecimal DEFAULT_SUBSCRIBE_PER_SECOND = BigDecimal.ONE;
    public static final BigDecimal LEAST_SUBSCRIBE_PER_SECOND = new BigDecimal("0.01");
    public static final BigDecimal MOST_SUBSCRIBE_PER_SECOND = BigDecimal.TEN;
    public static final Duration DEFAULT_RENEW_AFTER = Duration.ofHours(24);
    public static final Duration DEFAULT_STALE_AFTER = Duration.ofHours(6);

    /** The least of {@code renewAfter} and {@code staleAfter}. */
    public static final Duration LEAST_AFTER = Duration.ofSeconds(60);

    /** The most of {@code renewAfter} and {@code staleAfter}. */
    public static final Duration MOST_AFTER = Duration.ofDays(30);

    static Options onlyStaleAfter(Optional<Duration> staleAfter) {
      return new Options(empty(), empty(), staleAfter, empty());
    }

    /** Contacts asked for per second, set or by default. */
    public BigDecimal pace() {
      return subscribePerSecond.orElse(DEFAULT_SUBSCRIBE_PER_SECOND);
    }

    /** How long until a subscription is asked for again, set or by default. */
    public Duration renewal() {
      return renewAfter.orElse(DEFAULT_RENEW_AFTER);
    }
  }

  public static final EngineSettings LOOPBACK = of(EngineType.LOOPBACK);

  public EngineSettings {
    if (type.equals(EngineType.LOOPBACK)
        && (Stream.of(url, session, apiKey, webhookSecret).anyMatch(Optional::isPresent)
            || !options.equals(Options.onlyStaleAfter(options.staleAfter())))) {
      throw new InvalidValue("a loopback engine takes no settings; accepted: staleAfterSeconds");
    }
  }

  public static EngineSettings of(EngineType type) {
    return new EngineSettings(type, empty(), empty(), empty(), empty(), Options.DEFAULT);
  }

  public EngineSettings withUrl(Destination at) {
    return new EngineSettings(type, Optional.of(at), session, apiKey, webhookSecret, options);
  }

  public EngineSettings withSession(String name) {
    return new EngineSettings(type, url, Optional.of(name), apiKey, webhookSecret, options);
  }

  public EngineSettings withApiKey(Secret key) {
    return new EngineSettings(type, url, session, Optional.of(key), webhookSecret, options);
  }

  public EngineSettings withWebhookSecret(Secret secret) {
    return new EngineSettings(type, url, session, apiKey, Optional.of(secret), options);
  }

  public EngineSettings with(Options other) {
    return new EngineSettings(type, url, session, apiKey, webhookSecret, other);
  }

  /**
   * How long an {@code available} is believed that is not confirmed, set or by default; empty if
   * for ever, the default of loopback, whose contacts always report.
   */
  public Optional<Duration> staleAfter() {
    return isLoopback()
        ? options.staleAfter()
        : options.staleAfter().or(() -> Optional.of(Options.DEFAULT_STALE_AFTER));
  }

  public boolean isLoopback() {
    return type.equals(EngineType.LOOPBACK);
  }
}
