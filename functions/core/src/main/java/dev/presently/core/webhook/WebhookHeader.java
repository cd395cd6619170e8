package dev.presently.core.webhook;

import dev.presently.core.InvalidValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header that a webhook wants on its requests. Names follow RFC 9110; those that decide how a
 * request is read, or that are ours, are refused. The value is never shown again.
 */
public record WebhookHeader(String name, String value) {
  private static final int MOST = 20;
  private static final int MOST_CHARACTERS = 4096;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");
  private static final Set<String> REFUSED =
      Set.of(
          "host",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "user-agent",
          "x-webhook-signature",
          "metadata-flavor",
          "metadata",
          "x-google-metadata-request",
          "x-identity-header",
          "x-aws-parameters-secrets-token",
          "http2-settings");
  private static final List<String> REFUSED_PREFIXES =
      List.of(
          "content-",
          "proxy-",
          "webhook-",
          "metadata-token",
          "x-aws-ec2-metadata-",
          "x-aliyun-ecs-metadata-");

  public WebhookHeader {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!TOKEN.matcher(name).matches()) {
      throw new InvalidValue("not a header name; accepted: letters, digits and !#$%&'*+-.^_`|~");
    }
    if (REFUSED.contains(lower) || REFUSED_PREFIXES.stream().anyMatch(lower::startsWith)) {
      throw new InvalidValue("the header " + lower + " cannot be set");
    }
    if (!PRINTABLE.matcher(value).matches()) {
      throw new InvalidValue("a header value must be printable ASCII");
    }
    if (lower.equals("authorization")
        && value.strip().toUpperCase(Locale.ROOT).startsWith("AWS4")) {
      throw new InvalidValue("an AWS signature cannot be set");
    }
  }

  /** The same headers, unless they are too many or too long together. */
  public static List<WebhookHeader> checked(List<WebhookHeader> headers) {
    if (headers.size() > MOST) {
      throw new InvalidValue("at most " + MOST + " headers");
    }
    if (headers.stream().mapToInt(h -> h.name.length() + h.value.length()).sum()
        > MOST_CHARACTERS) {
      throw new InvalidValue("at most " + MOST_CHARACTERS + " characters in all headers");
    }
    return List.copyOf(headers);
  }

  @Override
  public String toString() {
    return name + ": ***";
  }
}
