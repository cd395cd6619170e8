package dev.presently.core.delivery;

/** The receivers of this world. */
public interface ReceiverClient {
  /**
   * Makes one attempt, within one deadline over all of it; whatever the receiver does is an
   * outcome.
   */
  Outcome attempt(SignedRequest request);
}
