package dev.presently.local.engine;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an engine posts its webhooks.
 *
 * @param headers sent along unchanged
 * @param events names of events to send; empty means all
 */
record Hook(URI url, Optional<String> secret, Map<String, String> headers, Set<String> events) {
  static Hook of(URI url, Optional<String> secret) {
    return new Hook(url, secret, Map.of(), Set.of());
  }

  Hook withSecret(String chosen) {
    return new Hook(url, Optional.of(chosen), headers, events);
  }

  Hook withEvents(Set<String> chosen) {
    return new Hook(url, secret, headers, Set.copyOf(chosen));
  }

  boolean takes(String event) {
    return events.isEmpty() || events.contains(event) || events.contains("All");
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "hook at " + url.getHost();
  }
}
