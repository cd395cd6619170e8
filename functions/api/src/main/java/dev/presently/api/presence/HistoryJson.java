package dev.presently.api.presence;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.ChatJson;
import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.InvalidValue;
import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.history.HistoryCursor;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.history.OnlineTimes;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Changes and online times in answers. */
public final class HistoryJson {
  static final String LIST = "history";

  private HistoryJson() {}

  /** The query parameter {@code participant}, for a group alone. */
  static Optional<Jid> participant(ApiRequest request, Jid chat) {
    return request.query(
        "participant",
        text -> {
          if (!chat.isGroup()) {
            throw new InvalidValue("accepted: only with a group as chatId");
          }
          return Jid.parse(TimeRange.plus(text));
        });
  }

  static ApiResponse page(Page<HistoryEntry> page) {
    return Responses.page(LIST, page, HistoryJson::entry, HistoryJson::position);
  }

  /** The cursor after this entry. */
  public static String position(HistoryEntry entry) {
    return HistoryCursor.of(entry).toString();
  }

  private static ObjectNode entry(HistoryEntry entry) {
    ObjectNode json =
        StrictJson.newObject()
            .put("seq", entry.position().seq().value())
            .put("presence", entry.presence().word())
            .put("previous", entry.previous().word())
            .put("at", entry.position().at().toString());
    ChatJson.lastSeen(json, entry.lastSeen());
    return putIfPresent(json, "participant", entry.key().group().map(_ -> entry.key().contact()));
  }

  /** With the chat, for the changes of several. */
  public static ObjectNode export(HistoryEntry entry) {
    return StrictJson.newObject().put("chatId", entry.key().chat().toString()).setAll(entry(entry));
  }

  static ApiResponse online(Jid chat, Optional<Jid> participant, OnlineTimes times) {
    ObjectNode json = StrictJson.newObject().put("chatId", chat.toString());
    putIfPresent(json, "participant", participant)
        .put("from", times.from().toString())
        .put("to", times.to().toString())
        .put("onlineSeconds", times.onlineSeconds())
        .put("unknownSeconds", times.unknown().toSeconds());
    times.intervals().stream().map(HistoryJson::interval).forEach(json.putArray("intervals")::add);
    return ApiResponse.data(200, json);
  }

  private static ObjectNode interval(OnlineTimes.Interval interval) {
    ObjectNode json = StrictJson.newObject().put("from", interval.from().toString());
    if (!interval.isOpen()) {
      json.put("to", interval.to().toString());
    }
    return json.put("seconds", interval.seconds());
  }
}
