package dev.presently.core.destination;

import dev.presently.core.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A URL that requests of ours may go to: HTTPS to a public name on port 443 or 8443, unless its
 * host is one of the {@link AllowedPrivateHosts}. Form and name are judged here; what the name
 * resolves to is judged where it is resolved. Refused with the code {@code url_not_allowed}.
 */
public record Destination(URI uri) {
  private static final int LONGEST = 2048;
  private static final int LONGEST_NAME = 253;
  private static final Set<Integer> PORTS = Set.of(-1, 443, 8443);
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern LETTER = Pattern.compile(".*[a-z].*");

  /** What a resolver takes for a number instead of a name, as in {@code 127.0.0.0x1}. */
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]*");

  /**
   * Names that never lead to a public host: RFC 6761, 6762, 7686, 8375 and 9476, those that ICANN
   * delegates to nobody, and those that routers and clusters make up.
   */
  private static final Set<String> SPECIAL_USE =
      Set.of(
          "localhost",
          "localdomain",
          "local",
          "internal",
          "intranet",
          "lan",
          "home",
          "corp",
          "mail",
          "private",
          "domain",
          "workgroup",
          "svc",
          "test",
          "invalid",
          "example",
          "onion",
          "alt",
          "arpa");

  /** Where clouds keep the credentials of a machine, as far as the name is a public one. */
  private static final Set<String> METADATA =
      Set.of("metadata.tencentyun.com", "metadata.platformequinix.com", "metadata.packet.net");

  /** Reads a URL as somebody gave it. */
  public static Destination parse(String text, AllowedPrivateHosts allowed) {
    URI uri = read(text);
    String host = host(uri);
    if (!allowed.contains(host)) {
      refuseUnless("https".equals(uri.getScheme()), "the scheme must be https");
      refuseUnless(PORTS.contains(uri.getPort()), "the port must be 443 or 8443");
      refusedName(host).ifPresent(Destination::refuse);
    }
    return new Destination(uri);
  }

  /** The host, in lower case and without a trailing dot. */
  public String host() {
    return host(uri);
  }

  @Override
  public String toString() {
    return uri.toString();
  }

  private static URI read(String text) {
    refuseUnless(text.length() <= LONGEST, "at most 2,048 characters");
    refuseUnless(text.chars().allMatch(c -> c > ' ' && c < 0x7f), "ASCII only, without spaces");
    try {
      URI uri = new URI(text);
      refuseUnless(
          "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()),
          "the scheme must be https");
      refuseUnless(
          uri.getHost() != null, "a host of letters, digits, dots and inner hyphens is required");
      refuseUnless(uri.getRawUserInfo() == null, "no user or password");
      refuseUnless(uri.getRawFragment() == null, "no fragment");
      refuseUnless(uri.getPort() <= 65_535 && uri.getPort() != 0, "no such port");
      refuseUnless(
          uri.getRawAuthority().equals(authority(uri)), "a port is digits without leading zeros");
      return uri;
    } catch (URISyntaxException e) {
      throw new InvalidValue("url_not_allowed", "not a URL; accepted: https://host/path");
    }
  }

  private static String authority(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  private static String host(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static Optional<String> refusedName(String host) {
    String[] labels = host.split("\\.", -1);
    String last = labels[labels.length - 1];
    if (host.startsWith("[")
        || !LETTER.matcher(last).matches()
        || HEXADECIMAL.matcher(last).matches()) {
      return Optional.of("the host must be a name, not an address");
    }
    if (labels.length < 2) {
      return Optional.of("the host must be a public name of at least two labels");
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return Optional.of("the host's labels must be letters, digits and inner hyphens");
      }
    }
    if (host.length() > LONGEST_NAME) {
      return Optional.of("a host name has at most 253 characters");
    }
    if (METADATA.contains(host)) {
      return Optional.of("the host keeps a machine's credentials");
    }
    return SPECIAL_USE.contains(last)
        ? Optional.of("names under ." + last + " are not public")
        : Optional.empty();
  }

  private static void refuseUnless(boolean accepted, String rule) {
    if (!accepted) {
      refuse(rule);
    }
  }

  private static void refuse(String rule) {
    throw new InvalidValue("url_not_allowed", "not an allowed URL: " + rule);
  }
}
