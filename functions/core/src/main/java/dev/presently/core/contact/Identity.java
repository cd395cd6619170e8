package dev.presently.core.contact;

import java.util.Locale;
import java.util.Optional;

/**
 * A person, by phone number, hidden id (LID), or both once the mapping is known. The mode is the
 * kind of address that the engine used last.
 */
public record Identity(Optional<Jid> phone, Optional<Jid> lid, Mode mode) {
  public enum Mode {
    PN,
    LID;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Identity {
    if (phone.filter(jid -> jid.server() != Jid.Server.PHONE).isPresent()
        || lid.filter(jid -> jid.server() != Jid.Server.LID).isPresent()
        || (phone.isEmpty() && lid.isEmpty())) {
      throw new IllegalArgumentException("an identity is a phone JID, a LID, or both");
    }
  }

  public static Identity of(Jid person) {
    return switch (person.server()) {
      case PHONE -> new Identity(Optional.of(person), Optional.empty(), Mode.PN);
      case LID -> new Identity(Optional.empty(), Optional.of(person), Mode.LID);
      case GROUP, NEWSLETTER, STATUS ->
          throw new IllegalArgumentException("a chat has no identity of a person");
    };
  }

  public static Identity of(Jid phone, Jid lid, Mode mode) {
    return new Identity(Optional.of(phone), Optional.of(lid), mode);
  }

  /** The address under which this person is stored: the phone JID if known. */
  public Jid jid() {
    return phone.or(this::lid).orElseThrow();
  }

  public boolean isLinked() {
    return phone.isPresent() && lid.isPresent();
  }

  /** Whether the address is this person's, or of a kind of which this person has no known one. */
  public boolean mayBe(Jid address) {
    return switch (address.server()) {
      case PHONE -> phone.isEmpty() || phone.get().equals(address);
      case LID -> lid.isEmpty() || lid.get().equals(address);
      case GROUP, NEWSLETTER, STATUS -> false;
    };
  }

  /** The addresses of the other, used as this one. */
  public Identity withAddressesOf(Identity other) {
    return new Identity(other.phone, other.lid, mode);
  }

  /** Without the LID, which is not the only address. */
  public Identity withoutLid() {
    return new Identity(phone, Optional.empty(), mode);
  }

  /** Keeps known addresses that the later identity lacks. */
  public Identity mergedWith(Identity later) {
    return new Identity(later.phone.or(this::phone), later.lid.or(this::lid), later.mode);
  }
}
