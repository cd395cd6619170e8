package dev.presently.core.live;

import java.util.regex.Pattern;

/** API Gateway's id of a live connection. */
public record ConnectionId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_=+/-]{1,128}");

  /** No connection has it. */
  public static final ConnectionId NONE = new ConnectionId("AAAAAAAAAAAAAAA=");

  public ConnectionId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the id of a connection");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
