package dev.presently.core.destination;

/** Resolves host names and checks their addresses. */
public interface HostChecker {
  enum Answer {
    /** Every address is public. */
    PUBLIC,

    /** The name has no address. */
    NO_SUCH_HOST,

    /** At least one address is not public. */
    FORBIDDEN
  }

  /** Looks up a host by its name in lower case, without a trailing dot. */
  Answer lookUp(String host);
}
