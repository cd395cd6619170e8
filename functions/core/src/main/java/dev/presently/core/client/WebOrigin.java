package dev.presently.core.client;

import dev.presently.core.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a page comes from, as browsers send it in {@code Origin} (RFC 6454): in lower case, without
 * the scheme's default port.
 */
public record WebOrigin(String value) {
  private static final String ACCEPTED =
      "not an origin; accepted: http:// or https:// with a host, and a port where it is not the"
          + " usual one, without a path";

  public static WebOrigin parse(String text) {
    try {
      URI uri = new URI(text.toLowerCase(Locale.ROOT));
      boolean isHttps = "https".equals(uri.getScheme());
      if ((!isHttps && !"http".equals(uri.getScheme()))
          || uri.getHost() == null
          || uri.getUserInfo() != null
          || uri.getQuery() != null
          || uri.getFragment() != null
          || !uri.getPath().isEmpty()
          || uri.getPort() > 65_535) {
        throw new InvalidValue(ACCEPTED);
      }
      int usual = isHttps ? 443 : 80;
      String port = uri.getPort() < 0 || uri.getPort() == usual ? "" : ":" + uri.getPort();
      return new WebOrigin(uri.getScheme() + "://" + uri.getHost() + port);
    } catch (URISyntaxException e) {
      throw new InvalidValue(ACCEPTED);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
