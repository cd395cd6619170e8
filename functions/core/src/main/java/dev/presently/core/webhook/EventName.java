package dev.presently.core.webhook;

import dev.presently.core.InvalidValue;
import java.util.regex.Pattern;

/** An event's name, known or not. */
public record EventName(String value) {
  // Above the names: they are checked when this class is loaded.
  private static final Pattern FORM = Pattern.compile("[a-z_]+(\\.[a-z0-9_]+)+");

  public static final EventName PRESENCE_UPDATE = new EventName("presence.update");
  public static final EventName SESSION_STATUS = new EventName("session.status");
  public static final EventName COMMAND_RESULT = new EventName("command.result");
  public static final EventName WEBHOOK_DISABLED = new EventName("webhook.disabled");
  public static final EventName WEBHOOK_TEST = new EventName("webhook.test");

  public EventName {
    if (value.length() > 64 || !FORM.matcher(value).matches()) {
      throw new InvalidValue(
          "not an event name; accepted: names like presence.update of at most 64 characters, or"
              + " [\"*\"] for all");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
