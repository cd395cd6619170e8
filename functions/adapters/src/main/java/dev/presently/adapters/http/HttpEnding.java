package dev.presently.adapters.http;

import java.util.Optional;

/** How a request ended. */
sealed interface HttpEnding {
  /**
   * A response with the beginning of its body. {@code brokenOff} says why the body ended early; one
   * that is longer than the limit did not.
   */
  record Answered(
      int status, Optional<String> retryAfter, BodyStart body, Optional<HttpFailure> brokenOff)
      implements HttpEnding {}

  record Failed(HttpFailure why) implements HttpEnding {}
}
