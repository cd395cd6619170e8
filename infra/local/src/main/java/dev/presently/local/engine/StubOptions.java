package dev.presently.local.engine;

import java.net.URI;
import java.util.Optional;

/**
 * Options of a stub engine.
 *
 * @param engine type of the engine, for example {@code waha}
 * @param port on the loopback address; 0 takes a free one
 * @param key API key that requests need; empty accepts every request
 * @param session the engine's name of its session
 * @param hook where webhooks go until a request sets it
 * @param secret what webhooks are signed with, together with {@code hook}
 * @param paired no QR code has to be scanned
 * @param quiet contacts do nothing by themselves
 */
public record StubOptions(
    String engine,
    int port,
    Optional<String> key,
    String session,
    Optional<URI> hook,
    Optional<String> secret,
    boolean paired,
    boolean quiet,
    Pace pace) {

  /** A paired and quiet session {@code default} on a free port, for tests. */
  public static StubOptions of(String engine) {
    return new StubOptions(
        engine,
        0,
        Optional.empty(),
        "default",
        Optional.empty(),
        Optional.empty(),
        true,
        true,
        Pace.FAST);
  }

  public StubOptions withPort(int chosen) {
    return new StubOptions(engine, chosen, key, session, hook, secret, paired, quiet, pace);
  }

  public StubOptions withKey(String chosen) {
    return new StubOptions(
        engine, port, Optional.of(chosen), session, hook, secret, paired, quiet, pace);
  }

  public StubOptions withSession(String chosen) {
    return new StubOptions(engine, port, key, chosen, hook, secret, paired, quiet, pace);
  }

  public StubOptions withHook(URI url, String chosenSecret) {
    return new StubOptions(
        engine,
        port,
        key,
        session,
        Optional.of(url),
        Optional.of(chosenSecret),
        paired,
        quiet,
        pace);
  }

  /** Without a hook: what wuzapi signs with. */
  public StubOptions withSecret(String chosen) {
    return new StubOptions(
        engine, port, key, session, hook, Optional.of(chosen), paired, quiet, pace);
  }

  public StubOptions withPaired(boolean chosen) {
    return new StubOptions(engine, port, key, session, hook, secret, chosen, quiet, pace);
  }

  public StubOptions withQuiet(boolean chosen) {
    return new StubOptions(engine, port, key, session, hook, secret, paired, chosen, pace);
  }

  public StubOptions withPace(Pace chosen) {
    return new StubOptions(engine, port, key, session, hook, secret, paired, quiet, chosen);
  }

  /** Without the key and the secret. */
  @Override
  public String toString() {
    return engine + " on port " + port;
  }
}
