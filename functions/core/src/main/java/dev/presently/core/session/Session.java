package dev.presently.core.session;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One account of ours and the engine behind it. The revision is the one that was read; 0 has never
 * been stored. {@code proxy} and {@code config} are Titan's: kept and returned as the JSON text
 * that came, without a meaning here.
 */
public record Session(
    SessionName name,
    EngineSettings engine,
    SessionStatus status,
    Profile profile,
    Instant createdAt,
    Instant updatedAt,
    long revision) {
  /** What a session tells about itself. */
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

  /** A session that never started. A loopback session that nobody can call gets a made-up LID. */
  public static Session create(
      SessionName name, EngineSettings engine, Profile profile, Instant now) {
    return new Session(
        name, engine, SessionStatus.NEVER_STARTED, callable(name, engine, profile), now, now, 0);
  }

  /** Told anew about its engine and itself; an engine of another type is not connected yet. */
  public Session changed(EngineSettings newEngine, Profile newProfile, Instant now) {
    Profile told = callable(name, newEngine, newProfile);
    if (newEngine.equals(engine) && told.equals(profile)) {
      return this;
    }
    SessionStatus kept =
        newEngine.type() != engine.type() && status.isConnected() ? SessionStatus.STOPPED : status;
    return new Session(name, newEngine, kept, told, createdAt, now, revision);
  }

  public Session become(SessionStatus newStatus, Instant now) {
    return new Session(name, engine, newStatus, profile, createdAt, now, revision);
  }

  /** Who this session is to others; absent while a remote engine has not told. */
  public Optional<Identity> identity() {
    Optional<Jid> phone = profile.phoneNumber().map(PhoneNumber::jid);
    if (phone.isEmpty() && profile.lid().isEmpty()) {
      return Optional.empty();
    }
    var mode = phone.isPresent() ? Identity.Mode.PN : Identity.Mode.LID;
    return Optional.of(new Identity(phone, profile.lid(), mode));
  }

  /** The addresses that lead to this session inside the deployment: loopback alone has any. */
  public List<Jid> ownJids() {
    if (!engine.isLoopback()) {
      return List.of();
    }
    return identity().stream()
        .flatMap(who -> Stream.of(who.phone(), who.lid()).flatMap(Optional::stream))
        .toList();
  }

  private static Profile callable(SessionName name, EngineSettings engine, Profile profile) {
    return engine.isLoopback() && profile.phoneNumber().isEmpty() && profile.lid().isEmpty()
        ? profile.withLid(GeneratedLid.of(name))
        : profile;
  }
}
