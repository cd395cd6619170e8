package dev.presently.core.contact;

import dev.presently.core.InvalidValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a contact or chat in canonical form, without agent and device. {@link #parse} also
 * accepts aliases. Server names are WhatsApp's own.
 */
public record Jid(String user, Server server) implements Comparable<Jid> {
  /** The kind of address, by the part after the {@code @}. */
  public enum Server {
    PHONE("s.whatsapp.net", "\\d{7,15}"),
    LID("lid", "\\d{1,20}"),
    GROUP("g.us", "\\d{1,20}(-\\d{1,20})?"),
    NEWSLETTER("newsletter", "\\d{1,20}"),
    STATUS("broadcast", "status");

    private final String domain;
    private final Pattern users;

    Server(String domain, String users) {
      this.domain = domain;
      this.users = Pattern.compile(users);
    }
  }

  private static final String NOT_A_JID =
      "not a JID; accepted: digits@s.whatsapp.net (7 to 15 digits), digits@lid, digits@g.us, digits@newsletter,"
          + " status@broadcast, or a phone number of 7 to 15 digits";

  /** The agent follows a dot or, in older spellings, an underscore: {@code user.agent:device}. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?<user>[^@:._]+)([._]\\d{1,3})?(:\\d{1,5})?@(?<domain>[a-z.]+)");

  private static final Pattern NUMBER = Pattern.compile("\\+?(?<digits>\\d{7,15})");
  private static final String OLD_PHONE_DOMAIN = "c.us";

  public Jid {
    if (!server.users.matcher(user).matches()) {
      throw new InvalidValue(NOT_A_JID);
    }
  }

  public static Jid parse(String text) {
    Matcher number = NUMBER.matcher(text);
    if (number.matches()) {
      return phone(number.group("digits"));
    }
    Matcher address = ADDRESS.matcher(text);
    if (!address.matches()) {
      throw new InvalidValue(NOT_A_JID);
    }
    return new Jid(address.group("user"), serverOf(address.group("domain")));
  }

  public static Jid phone(String digits) {
    return new Jid(digits, Server.PHONE);
  }

  public static Jid lid(String digits) {
    return new Jid(digits, Server.LID);
  }

  private static Server serverOf(String domain) {
    return domain.equals(OLD_PHONE_DOMAIN)
        ? Server.PHONE
        : Stream.of(Server.values())
            .filter(server -> server.domain.equals(domain))
            .findFirst()
            .orElseThrow(() -> new InvalidValue(NOT_A_JID));
  }

  public boolean isPerson() {
    return server == Server.PHONE || server == Server.LID;
  }

  public boolean isGroup() {
    return server == Server.GROUP;
  }

  @Override
  public int compareTo(Jid other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return user + "@" + server.domain;
  }
}
