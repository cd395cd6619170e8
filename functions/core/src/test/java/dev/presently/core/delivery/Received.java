package dev.presently.core.delivery;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One request as it came. Signatures are verified with an independent library and a second
 * implementation of Titan's rule; nothing here is shared with what signs.
 */
public record Received(String method, String path, Map<String, List<String>> headers, String body) {
  private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");
  private static final Pattern SENDER =
      Pattern.compile("\"sender\":\\{\"(?:phoneNumber|lid)\":\"([^\"]+)\"");

  /** The header's values, joined; the name in any case. */
  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> String.join(", ", header.getValue()))
        .findFirst();
  }

  /** The event's name. */
  public String event() {
    return text("event");
  }

  /** The event's id, as the body has it. */
  public String id() {
    return text("id");
  }

  /** Whose presence it tells: session, chat and, in a group, the sender. */
  public String contact() {
    String sender = first(SENDER).map(found -> "/" + found.group(1)).orElse("");
    return text("session") + "/" + text("chatId") + sender;
  }

  /** The change's number, where it tells of a change. */
  public OptionalLong seq() {
    return first(SEQ)
        .map(found -> OptionalLong.of(Long.parseLong(found.group(1))))
        .orElse(OptionalLong.empty());
  }

  /** The first field of that name in the body, where it is a string. */
  public String text(String field) {
    return first(Pattern.compile("\"" + Pattern.quote(field) + "\":\"([^\"]*)\""))
        .map(found -> found.group(1))
        .orElse("");
  }

  /** Both of its signatures verify under this key, and its ids agree. */
  public boolean isSignedBy(String hmacKey) {
    return id().equals(header("webhook-id").orElse(""))
        && header("X-Webhook-Signature").equals(Optional.of("sha256=" + hmacSha256(hmacKey)))
        && isSignedByStandard(hmacKey);
  }

  private boolean isSignedByStandard(String hmacKey) {
    String secret =
        "whsec_" + Base64.getEncoder().encodeToString(hmacKey.getBytes(StandardCharsets.UTF_8));
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    } catch (EmptyWebhookSecretException e) {
      throw new IllegalArgumentException("a key is needed", e);
    }
  }

  private String hmacSha256(String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  private Optional<MatchResult> first(Pattern pattern) {
    return pattern.matcher(body).results().findFirst();
  }
}
