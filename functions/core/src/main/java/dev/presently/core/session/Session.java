package dev.presently.core.session;

import dev.presently.core.Sha256;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One WhatsApp account and its engine. The revision is as read; 0 was never stored. {@code proxy}
 * and {@code config} are Titan's: stored and returned as JSON text, otherwise ignored.
 */
public record Session(
    SessionName name,
    EngineSettings engine,
    SessionStatus status,
    Profile profile,
    EngineState engineState,
    Instant createdAt,
    Instant updatedAt,
    long revision) {
  private static final BigInteger FIFTEEN_DIGITS = BigInteger.TEN.pow(15);

  public record Profile(
      Optional<PhoneNumber> phoneNumber,
      Optional<Jid> lid,
      Optional<String> pushName,
      Optional<String> proxy,
      Optional<String> config) {
    public static final Profile EMPTY =
        new Profile(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Profile withLid(Jid known) {
      return new Profile(phoneNumber, Optional.of(known), pushName, proxy, config);
    }
  }

  /** A session that never started. A loopback session without an address gets a generated LID. */
  public static Session create(
      SessionName name, EngineSettings engine, Profile profile, Instant now) {
    return new Session(
        name,
        engine,
        SessionStatus.NEVER_STARTED,
        addressed(name, engine, profile),
        EngineState.NONE,
        now,
        now,
        0);
  }

  /** The same instance if nothing differs. A changed engine type disconnects the session. */
  public Session changed(EngineSettings newEngine, Profile newProfile, Instant now) {
    Profile addressed = addressed(name, newEngine, newProfile);
    if (newEngine.equals(engine) && addressed.equals(profile)) {
      return this;
    }
    boolean sameType = newEngine.type().equals(engine.type());
    return new Session(
        name,
        newEngine,
        !sameType && status.isConnected() ? SessionStatus.STOPPED : status,
        addressed,
        sameType ? engineState : EngineState.NONE,
        createdAt,
        now,
        revision);
  }

  public Session withStatus(SessionStatus newStatus, Instant now) {
    return new Session(name, engine, newStatus, profile, engineState, createdAt, now, revision);
  }

  public Session with(Profile newProfile, Instant now) {
    return new Session(name, engine, status, newProfile, engineState, createdAt, now, revision);
  }

  /** Not a change that {@code updatedAt} shows. */
  public Session with(EngineState newState) {
    return new Session(name, engine, status, profile, newState, createdAt, updatedAt, revision);
  }

  /** The session as it is stored after a write. */
  public Session withRevision(long stored) {
    return new Session(name, engine, status, profile, engineState, createdAt, updatedAt, stored);
  }

  /** The session has a remote engine that takes commands. */
  public boolean hasRemoteEngine() {
    return !engine.isLoopback() && engine.url().isPresent();
  }

  /** Something is to be done for the session by time. */
  public boolean isTended() {
    return hasRemoteEngine() || engine.staleAfter().isPresent();
  }

  /** Absent until a remote engine has reported an address. */
  public Optional<Identity> identity() {
    Optional<Jid> phone = profile.phoneNumber().map(PhoneNumber::jid);
    if (phone.isEmpty() && profile.lid().isEmpty()) {
      return Optional.empty();
    }
    var mode = phone.isPresent() ? Identity.Mode.PN : Identity.Mode.LID;
    return Optional.of(new Identity(phone, profile.lid(), mode));
  }

  /** The addresses that route to this session in the deployment; only loopback has any. */
  public List<Jid> ownJids() {
    if (!engine.isLoopback()) {
      return List.of();
    }
    return identity().stream()
        .flatMap(who -> Stream.of(who.phone(), who.lid()).flatMap(Optional::stream))
        .toList();
  }

  private static Profile addressed(SessionName name, EngineSettings engine, Profile profile) {
    return engine.isLoopback() && profile.phoneNumber().isEmpty() && profile.lid().isEmpty()
        ? profile.withLid(generatedLid(name))
        : profile;
  }

  private static Jid generatedLid(SessionName name) {
    var digits = new BigInteger(1, Sha256.of(name.value())).mod(FIFTEEN_DIGITS);
    return Jid.lid("%015d".formatted(digits));
  }
}
