package dev.presently.core.client;

import dev.presently.core.access.ClientId;
import dev.presently.core.contact.Jid;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a client token says: whose it is, and until when. It holds no rights, see {@link
 * ClientRules}.
 *
 * @param chats the only ones that it reaches; absent means all of the session
 */
public record ClientToken(ClientId client, Optional<Set<Jid>> chats, Instant expiresAt) {
  public ClientToken {
    chats = chats.map(Set::copyOf);
  }

  public boolean reaches(Jid chat) {
    return chats.map(own -> own.contains(chat)).orElse(true);
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** The chats as one text, sorted, without the server of phone numbers. */
  public Optional<String> chatsText() {
    return chats.map(
        own -> own.stream().sorted().map(ClientToken::shortest).collect(Collectors.joining(",")));
  }

  /** Reads {@link #chatsText}. */
  public static Set<Jid> chats(String text) {
    return Arrays.stream(text.split(",", -1)).map(Jid::parse).collect(Collectors.toSet());
  }

  private static String shortest(Jid chat) {
    return chat.server() == Jid.Server.PHONE ? chat.user() : chat.toString();
  }
}
