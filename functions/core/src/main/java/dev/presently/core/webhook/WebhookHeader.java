package dev.presently.core.webhook;

import dev.presently.core.InvalidValue;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A custom header, by RFC 9110 without reserved names. Its value is never returned or printed. */
public record WebhookHeader(String name, String value) {
  private static final int MOST = 20;
  private static final int MOST_CHARACTERS = 4096;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  /** Names and, with a wildcard, prefixes: HTTP framing, our own, and cloud metadata services. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "host|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect|user-agent"
              + "|x-webhook-signature|http2-settings|metadata-flavor|metadata|x-identity-header"
              + "|x-google-metadata-request|x-aws-parameters-secrets-token"
              + "|(content-|proxy-|webhook-|metadata-token).*"
              + "|(x-aws-ec2-metadata-|x-aliyun-ecs-metadata-).*");

  public WebhookHeader {
    checkedName(name);
    if (!PRINTABLE.matcher(value).matches()) {
      throw new InvalidValue("a header value must be printable ASCII");
    }
    if (name.equalsIgnoreCase("authorization")
        && value.strip().toUpperCase(Locale.ROOT).startsWith("AWS4")) {
      throw new InvalidValue("an AWS signature cannot be set");
    }
  }

  /** The name, if a header may have it. */
  public static String checkedName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!TOKEN.matcher(name).matches()) {
      throw new InvalidValue("not a header name; accepted: letters, digits and !#$%&'*+-.^_`|~");
    }
    if (REFUSED.matcher(lower).matches()) {
      throw new InvalidValue("the header " + lower + " cannot be set");
    }
    return name;
  }

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
