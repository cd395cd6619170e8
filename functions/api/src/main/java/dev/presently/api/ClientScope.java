package dev.presently.api;

import dev.presently.core.client.ClientToken;
import dev.presently.core.contact.Jid;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Limits a client token to its operations, its session and its chats. */
final class ClientScope {
  private ClientScope() {}

  /** 403 for an operation that takes no client token, and for another session or chat. */
  static void check(ClientToken token, ApiRequest request) {
    if (request.clientAction().isEmpty()) {
      throw forbidden("a client token does not open this operation; use an API key");
    }
    if (!request.session().equals(token.client().session())) {
      throw forbidden("this client token is of another session than " + request.session());
    }
    if (request.namesChat()) {
      check(Optional.of(token), Set.of(request.chat()));
    }
  }

  /** 403 where the token does not reach one of the chats. */
  static void check(Optional<ClientToken> token, Collection<Jid> chats) {
    if (token.isPresent() && !chats.stream().allMatch(token.get()::reaches)) {
      throw new RefusedRequest(
          403, "chat_not_allowed", "this client token is limited to other chats");
    }
  }

  private static RefusedRequest forbidden(String why) {
    return new RefusedRequest(403, "forbidden", why);
  }
}
