package dev.presently.api;

import dev.presently.core.session.SessionName;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where engines post the events of a session: the stack's Function URL, or the intake of the API
 * that received a request, under the name, port and base path that the request shows. Empty if the
 * request shows no usable name.
 */
public record IntakeUrl(Optional<String> api) {
  /** All operations that show or send the URL are below this path. */
  private static final String SESSIONS = "/api/sessions";

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[a-zA-Z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(?::\\d{1,5})?");

  /**
   * Reads API Gateway's view of a request. {@code path} has the stage, or the base path of a custom
   * domain, in front. The host header counts for its port, and where there is no domain name. API
   * Gateway always sends the protocol; the local runner does not and serves HTTP.
   */
  static IntakeUrl of(
      Optional<String> protocol,
      Optional<String> domain,
      Optional<String> hostHeader,
      Optional<String> path) {
    String scheme =
        protocol.map(text -> text.split(",", 2)[0].strip()).filter("https"::equals).orElse("http");
    String basePath =
        path.map(text -> text.substring(0, Math.max(0, text.lastIndexOf(SESSIONS)))).orElse("");
    return new IntakeUrl(
        domain
            .map(name -> hostHeader.filter(host -> host.startsWith(name + ":")).orElse(name))
            .or(() -> hostHeader)
            .filter(authority -> AUTHORITY.matcher(authority).matches())
            .map(authority -> scheme + "://" + authority + basePath));
  }

  /** The intake of a Function URL, which ends in a slash. */
  static IntakeUrl ofFunction(String url) {
    return new IntakeUrl(Optional.of(url.replaceFirst("/$", "")));
  }

  public Optional<URI> of(SessionName session) {
    return api.map(base -> URI.create(base + "/api/intake/" + session));
  }
}
