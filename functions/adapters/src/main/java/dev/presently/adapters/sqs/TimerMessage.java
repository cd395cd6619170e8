package dev.presently.adapters.sqs;

import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import dev.presently.adapters.json.JsonWriter;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.TimerQueue.Timer;
import dev.presently.core.session.SessionName;
import java.time.Instant;

/**
 * A timer as a message's body.
 *
 * <pre>
 * session  name
 * contact  JID
 * group    JID, for a participant
 * since    when the activity began, to the nanosecond
 * due      when it is to be looked at
 * </pre>
 */
public final class TimerMessage {
  private TimerMessage() {}

  static String write(Timer timer) {
    return JsonWriter.object(
        message ->
            message
                .text("session", timer.key().session().value())
                .text("contact", timer.key().contact().toString())
                .text("group", timer.key().group())
                .text("since", timer.since().toString())
                .text("due", timer.due().toString()));
  }

  /** Reads what was written; a fault when it is anything else. */
  public static Timer read(String body) {
    Json.Obj message = JsonReader.object(body);
    var key =
        new PresenceKey(
            SessionName.parse(message.text("session").orElseThrow()),
            Jid.parse(message.text("contact").orElseThrow()),
            message.text("group").map(Jid::parse));
    return new Timer(
        key,
        Instant.parse(message.text("since").orElseThrow()),
        Instant.parse(message.text("due").orElseThrow()));
  }
}
