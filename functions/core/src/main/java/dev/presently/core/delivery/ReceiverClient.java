package dev.presently.core.delivery;

/** Sends requests to receivers. */
public interface ReceiverClient {
  /** Makes one attempt within one deadline; whatever the receiver does is an outcome. */
  Outcome attempt(SignedRequest request);
}
