package dev.presently.e2e;

import java.net.URI;

/**
 * A stack that stands somewhere: {@code -Dstack.url} is its BaseUrl, {@code -Dstack.receiver.host}
 * the name under which it reaches this machine, which its AllowedPrivateHosts must hold.
 */
final class StackDeployment implements Deployment {
  @Override
  public URI baseUrl() {
    return URI.create(property("stack.url").replaceFirst("/$", ""));
  }

  @Override
  public String receiverHost() {
    return property("stack.receiver.host");
  }

  private static String property(String name) {
    String value = System.getProperty(name, "");
    if (value.isBlank()) {
      throw new IllegalStateException("the suite needs -D" + name + "=...");
    }
    return value;
  }
}
