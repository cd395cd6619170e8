package dev.presently.e2e;

import java.net.URI;
import java.util.Map;

/**
 * A stack that stands somewhere: {@code -Dstack.url} is its BaseUrl, {@code -Dstack.master.key}
 * what its MasterKeySecretArn holds, {@code -Dstack.receiver.host} the name under which it reaches
 * this machine, which its AllowedPrivateHosts must hold.
 */
final class StackDeployment implements Deployment {
  @Override
  public URI baseUrl() {
    return URI.create(property("stack.url").replaceFirst("/$", ""));
  }

  @Override
  public String apiKey() {
    return MadeKey.KEY;
  }

  @Override
  public String masterKey() {
    return property("stack.master.key");
  }

  @Override
  public String receiverHost() {
    return property("stack.receiver.host");
  }

  @Override
  public Map<Ability, String> lacks() {
    return Map.of(Ability.EVOLUTION_QUEUE, "which queue the stack reads is not known here");
  }

  /** One for all scenarios. */
  private static final class MadeKey {
    static final String KEY = Api.newKey(new StackDeployment());
  }

  private static String property(String name) {
    String value = System.getProperty(name, "");
    if (value.isBlank()) {
      throw new IllegalStateException("the suite needs -D" + name + "=...");
    }
    return value;
  }
}
