package dev.presently.core.delivery;

import dev.presently.core.InvalidValue;
import dev.presently.core.Sha256;
import dev.presently.core.webhook.WebhookId;
import java.util.regex.Pattern;

/** The id of a lane: a hash of webhook and subject, so that it does not reveal a contact. */
public record LaneId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public LaneId {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidValue("not a lane");
    }
  }

  public static LaneId of(WebhookId webhook, String subject) {
    return new LaneId(Sha256.hex128(webhook + "#" + subject));
  }

  @Override
  public String toString() {
    return value;
  }
}
