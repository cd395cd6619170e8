package dev.presently.core.destination;

import dev.presently.core.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A URL we may send requests to: HTTPS to a public name on port 443 or 8443, unless its host is one
 * of the {@link AllowedPrivateHosts}. Checks form and name only; {@link HostChecker} and the HTTP
 * client check the addresses. Refused with the code {@code url_not_allowed}.
 */
public record Destination(URI uri) {
  private static final int LONGEST = 2048;
  private static final int LONGEST_NAME = 253;
  private static final Set<Integer> PORTS = Set.of(-1, 443, 8443);
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /** A last label that resolvers may read as a number, as in {@code 127.0.0.0x1}. */
  private static final Pattern NUMBER = Pattern.compile("[^a-z]*|0x[0-9a-f]*");

  /**
   * Top-level names that are never public: RFC 6761, 6762, 7686, 8375 and 9476, names that ICANN
   * does not delegate, and names used by routers and clusters.
   */
  private static final Pattern SPECIAL_USE =
      Pattern.compile(
          "localhost|localdomain|local|internal|intranet|lan|home|corp|mail|private|domain"
              + "|workgroup|svc|test|invalid|example|onion|alt|arpa");

  /** Public names of cloud metadata services, which hand out credentials. */
  private static final Set<String> METADATA =
      Set.of("metadata.tencentyun.com", "metadata.platformequinix.com", "metadata.packet.net");

  public static Destination parse(String text, AllowedPrivateHosts allowed) {
    URI uri = read(text);
    if (!allowed.contains(host(uri))) {
      refuseUnless("https".equals(uri.getScheme()), "the scheme must be https");
      refuseUnless(PORTS.contains(uri.getPort()), "the port must be 443 or 8443");
      checkPublicName(host(uri));
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
      URI uri = new URI(withLowerCaseScheme(text));
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

  /** RFC 3986 §3.1: the scheme's case means nothing, and lower case is its normal form. */
  private static String withLowerCaseScheme(String url) {
    int colon = Math.max(0, url.indexOf(':'));
    return url.substring(0, colon).toLowerCase(Locale.ROOT) + url.substring(colon);
  }

  private static String authority(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  private static String host(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static void checkPublicName(String host) {
    List<String> labels = List.of(host.split("\\.", -1));
    String last = labels.getLast();
    refuseUnless(
        !host.startsWith("[") && !NUMBER.matcher(last).matches(),
        "the host must be a name, not an address");
    refuseUnless(labels.size() > 1, "the host must be a public name of at least two labels");
    refuseUnless(
        labels.stream().allMatch(LABEL.asMatchPredicate()),
        "the host's labels must be letters, digits and inner hyphens");
    refuseUnless(host.length() <= LONGEST_NAME, "a host name has at most 253 characters");
    refuseUnless(!METADATA.contains(host), "the host keeps a machine's credentials");
    refuseUnless(!SPECIAL_USE.matcher(last).matches(), "names under ." + last + " are not public");
  }

  private static void refuseUnless(boolean accepted, String rule) {
    if (!accepted) {
      throw new InvalidValue("url_not_allowed", "not an allowed URL: " + rule);
    }
  }
}
