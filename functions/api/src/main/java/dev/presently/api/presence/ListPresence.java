package dev.presently.api.presence;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ChatView;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code GET /api/sessions/{session}/presence}: the presence of each subscribed contact, by
 * address.
 */
public final class ListPresence extends ApiHandler {
  private final ReadPresence presences;
  private final SessionStore sessions;

  public ListPresence() {
    this(System.getenv());
  }

  public ListPresence(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ListPresence(ApiWiring wiring) {
    super(wiring.filters());
    this.presences = wiring.useCases().readPresence();
    this.sessions = wiring.sessions();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Optional<Instant> since = request.query("since", TimeRange::time);
    Optional<Jid> after = request.chatCursor(PresenceJson.LIST);
    int limit = request.limit(500, 1000);
    Iterator<ChatView> chats =
        request
            .clientToken()
            .flatMap(ClientToken::chats)
            .map(own -> ofClient(name, own, after))
            .orElseGet(() -> presences.list(name, after, ChatView::isSubscribed))
            .filter(chat -> isLater(chat, since))
            .iterator();
    return !chats.hasNext() && sessions.find(name).isEmpty()
        ? Responses.noSession(name)
        : Responses.conditional(request, PresenceJson.page(chats, limit));
  }

  /** The same of these chats alone; a group is read when the stream gets there. */
  private Stream<ChatView> ofClient(SessionName name, Set<Jid> chats, Optional<Jid> after) {
    Map<Jid, ChatView> people =
        presences
            .findAll(name, chats.stream().filter(chat -> !chat.isGroup()).toList())
            .collect(Collectors.toMap(ChatView::chat, Function.identity(), (first, _) -> first));
    // A list of its own: sorted() alone would hand on all chats at once.
    List<Jid> rest =
        Stream.concat(people.keySet().stream(), chats.stream().filter(Jid::isGroup))
            .filter(chat -> after.map(last -> chat.compareTo(last) > 0).orElse(true))
            .sorted()
            .toList();
    return rest.stream()
        .flatMap(
            chat ->
                chat.isGroup()
                    ? presences.find(name, chat).stream()
                    : Optional.ofNullable(people.get(chat)).stream())
        .filter(ChatView::isSubscribed);
  }

  private static boolean isLater(ChatView chat, Optional<Instant> since) {
    return since.isEmpty() || chat.updatedAt().filter(at -> at.isAfter(since.get())).isPresent();
  }
}
