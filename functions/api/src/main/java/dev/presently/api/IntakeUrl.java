package dev.presently.api;

import dev.presently.core.session.SessionName;
import java.net.URI;
import java.util.Optional;

/**
 * Where engines post the events of a session: the stack's Function URL, or the intake of the API
 * that received a request. Empty if the request shows no usable name.
 */
public record IntakeUrl(Optional<String> api) {
  /** The intake of a Function URL, which ends in a slash. */
  static IntakeUrl ofFunction(String url) {
    return new IntakeUrl(Optional.of(url.replaceFirst("/$", "")));
  }

  public Optional<URI> of(SessionName session) {
    return api.map(base -> URI.create(base + "/api/intake/" + session));
  }
}
