package dev.presently.adapters.sqs;

import static dev.presently.adapters.json.StrictJson.putIfPresent;
import static dev.presently.adapters.json.StrictJson.requiredText;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.TimerQueue.Timer;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * A timer as a message body.
 *
 * <pre>
 * session  name
 * contact  JID
 * group    JID, for a participant
 * since    start of the activity, to the nanosecond
 * due      when the activity may expire
 * </pre>
 */
public final class TimerMessage {
  private TimerMessage() {}

  static String write(Timer timer) {
    ObjectNode message =
        StrictJson.newObject()
            .put("session", timer.key().session().value())
            .put("contact", timer.key().contact().toString());
    putIfPresent(message, "group", timer.key().group());
    return SqsQueue.text(
        message.put("since", timer.since().toString()).put("due", timer.due().toString()));
  }

  /** Reads a written timer; a fault for anything else. */
  public static Timer read(String body) {
    ObjectNode message = StrictJson.object(body);
    return new Timer(
        new PresenceKey(
            SessionName.parse(requiredText(message, "session")),
            Jid.parse(requiredText(message, "contact")),
            message.path("group").stringValueOpt().map(Jid::parse)),
        Instant.parse(requiredText(message, "since")),
        Instant.parse(requiredText(message, "due")));
  }
}
