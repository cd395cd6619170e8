package dev.presently.core.engine;

import dev.presently.core.contact.Jid;
import java.util.Optional;

/**
 * What came of a command to a remote engine. Reasons are printable ASCII of at most 200 characters.
 */
public sealed interface EngineAnswer {
  /**
   * Done, or it was so already; with what the answer says about the connection, and the address by
   * which WhatsApp knows the contact, as far as the engine says that.
   */
  record Done(Optional<ConnectionReport> connection, Optional<Jid> contact)
      implements EngineAnswer {
    public static final Done DONE = new Done(Optional.empty());

    public Done(Optional<ConnectionReport> connection) {
      this(connection, Optional.empty());
    }
  }

  /** Not done, as far as the engine tells. */
  sealed interface Failed extends EngineAnswer {
    /** What went wrong, in a sentence without a full stop. */
    String sentence();
  }

  /** The engine lives, but its WhatsApp session is not connected. */
  record NotConnected(String reason) implements Failed {
    @Override
    public String sentence() {
      return "the engine's session is not connected: " + reason;
    }
  }

  /** This engine, or this version of it, has no such command; a sentence says what it has. */
  record Cannot(String instead) implements Failed {
    @Override
    public String sentence() {
      return instead;
    }
  }

  /** The engine refuses this contact or chat, for example because it is not on WhatsApp. */
  record Denied(int status, String reason) implements Failed {
    @Override
    public String sentence() {
      return "the engine refuses this contact with status " + status + ": " + reason;
    }
  }

  /** No connection, TLS, DNS, a refused address, or no answer in time. */
  record Unreachable(String reason) implements Failed {
    @Override
    public String sentence() {
      return "the engine was not reached: " + reason;
    }
  }

  /** The engine refuses the API key. */
  record Unauthorized(int status) implements Failed {
    @Override
    public String sentence() {
      return "the engine refuses the session's engine.apiKey with status " + status;
    }
  }

  /** Any other refusal, with the HTTP status and the beginning of the reason. */
  record Refused(int status, String reason) implements Failed {
    @Override
    public String sentence() {
      return "the engine refused with status " + status + ": " + reason;
    }
  }
}
