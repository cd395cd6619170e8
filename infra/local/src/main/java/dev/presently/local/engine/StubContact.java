package dev.presently.local.engine;

import java.util.regex.Pattern;

/**
 * A contact or chat as a request names it: {@code s.whatsapp.net} for people by phone number, else
 * {@code lid} or {@code g.us}.
 */
record StubContact(String user, String server) {
  static final String PHONE = "s.whatsapp.net";

  /** The contact that types at engines without subscriptions. */
  static final StubContact STRANGER = new StubContact("5511999990002", PHONE);

  private static final Pattern USER = Pattern.compile("\\+?(\\d{5,20}(?:-\\d{1,20})?)(?::\\d+)?");

  private static final Pattern MINAS_GERAIS = Pattern.compile("(553\\d)9(\\d{8})");

  /** Throws {@link IllegalArgumentException} for what is no address. */
  static StubContact parse(String text) {
    var parts = text.split("@", 2);
    var user = USER.matcher(parts[0]);
    if (!user.matches()) {
      throw new IllegalArgumentException("not an address");
    }
    var server = parts.length == 1 || parts[1].equals("c.us") ? PHONE : parts[1];
    return new StubContact(user.group(1), server);
  }

  /** Numbers that end in 0000 are not on WhatsApp. */
  boolean isOnWhatsApp() {
    return !user.endsWith("0000");
  }

  /** As WhatsApp knows it: mobile numbers of Minas Gerais, in Brazil, without the additional 9. */
  StubContact known() {
    var mobile = MINAS_GERAIS.matcher(user);
    return server.equals(PHONE) && mobile.matches()
        ? new StubContact(mobile.group(1) + mobile.group(2), server)
        : this;
  }

  boolean isGroup() {
    return server.equals("g.us");
  }

  String jid() {
    return user + "@" + server;
  }

  /** With {@code c.us} as the server of phone numbers. */
  String webJid() {
    return server.equals(PHONE) ? user + "@c.us" : jid();
  }

  /** The last four digits, for output. */
  static String masked(String text) {
    var user = text.split("@", 2)[0];
    return "…" + user.substring(Math.max(0, user.length() - 4));
  }

  @Override
  public String toString() {
    return masked(user);
  }
}
