package dev.presently.core.destination;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts configured by a test; others do not exist. */
public final class InMemoryHostChecker implements HostChecker {
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** These names have public addresses. */
  public InMemoryHostChecker withPublic(String... names) {
    for (String name : names) {
      answers.put(name, Answer.PUBLIC);
    }
    return this;
  }

  /** This name has a private address. */
  public InMemoryHostChecker withForbidden(String name) {
    answers.put(name, Answer.FORBIDDEN);
    return this;
  }

  @Override
  public Answer lookUp(String host) {
    return answers.getOrDefault(host, Answer.NO_SUCH_HOST);
  }
}
