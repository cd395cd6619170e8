package dev.presently.api;

import java.util.Optional;
import java.util.regex.Pattern;

/** The URL below which this API has its routes, as a request shows it: name, port and base path. */
final class ApiUrl {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[a-zA-Z0-9.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(?::\\d{1,5})?");

  private ApiUrl() {}

  /**
   * Reads API Gateway's view of a request. {@code path} has the stage, or the base path of a custom
   * domain, in front of {@code route}, which has placeholders. The host header counts for its port,
   * and where there is no domain name. API Gateway always sends the protocol; the local runner does
   * not and serves HTTP. Empty if the request shows no usable name.
   */
  static Optional<String> of(
      Optional<String> protocol,
      Optional<String> domain,
      Optional<String> hostHeader,
      String path,
      String route) {
    String scheme =
        protocol.map(text -> text.split(",", 2)[0].strip()).filter("https"::equals).orElse("http");
    String basePath = path.substring(0, Math.max(0, path.indexOf(route.split("\\{", 2)[0])));
    return domain
        .map(name -> hostHeader.filter(host -> host.startsWith(name + ":")).orElse(name))
        .or(() -> hostHeader)
        .filter(authority -> AUTHORITY.matcher(authority).matches())
        .map(authority -> scheme + "://" + authority + basePath);
  }
}
