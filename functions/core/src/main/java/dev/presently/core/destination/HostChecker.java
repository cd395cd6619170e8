package dev.presently.core.destination;

/** What the names of hosts lead to, at the moment in which one asks. */
public interface HostChecker {
  /** What a name leads to. */
  sealed interface Answer {
    /** Every address of the name is one of the public internet. */
    record Public() implements Answer {}

    /** The name has no address. */
    record NoSuchHost() implements Answer {}

    /** At least one address of the name is where nothing of ours may go. */
    record Forbidden() implements Answer {}
  }

  /** Looks a host up, by its name in lower case and without a trailing dot. */
  Answer lookUp(String host);
}
