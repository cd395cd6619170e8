package dev.presently.core.contact;

import java.util.Optional;

/**
 * Who a person is: by phone number, by hidden id (LID), or by both once the mapping is known. The
 * mode says which of the two the engine used last.
 */
public record Identity(Optional<Jid> phone, Optional<Jid> lid, Mode mode) {
  /** Titan's words for the address an engine used. */
  public enum Mode {
    PN("pn"),
    LID("lid");

    private final String word;

    Mode(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public Identity {
    if (phone.filter(jid -> jid.server() != Jid.Server.PHONE).isPresent()
        || lid.filter(jid -> jid.server() != Jid.Server.LID).isPresent()
        || (phone.isEmpty() && lid.isEmpty())) {
      throw new IllegalArgumentException("an identity is a phone JID, a LID, or both");
    }
  }

  /** Somebody of whom one address is known. */
  public static Identity of(Jid person) {
    return switch (person.server()) {
      case PHONE -> new Identity(Optional.of(person), Optional.empty(), Mode.PN);
      case LID -> new Identity(Optional.empty(), Optional.of(person), Mode.LID);
      case GROUP, NEWSLETTER, STATUS ->
          throw new IllegalArgumentException("a chat has no identity of a person");
    };
  }

  /** Somebody known by both addresses, called by the one that the engine used. */
  public static Identity of(Jid phone, Jid lid, Mode mode) {
    return new Identity(Optional.of(phone), Optional.of(lid), mode);
  }

  /** The address under which this person is kept: the phone's where it is known. */
  public Jid jid() {
    return phone.or(this::lid).orElseThrow();
  }

  /** Both addresses are known, so that either of them leads to this person. */
  public boolean isLinked() {
    return phone.isPresent() && lid.isPresent();
  }

  /** This person as told by a later report; what it does not say stays known. */
  public Identity mergedWith(Identity later) {
    return new Identity(later.phone.or(this::phone), later.lid.or(this::lid), later.mode);
  }
}
