package dev.presently.core.destination;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hosts of which each is what a test says; nobody knows the others. */
public final class InMemoryHostChecker implements HostChecker {
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** These names lead to public addresses. */
  public InMemoryHostChecker withPublic(String... names) {
    for (String name : names) {
      answers.put(name, Answer.PUBLIC);
    }
    return this;
  }

  /** This name leads where nothing may go. */
  public InMemoryHostChecker withForbidden(String name) {
    answers.put(name, Answer.FORBIDDEN);
    return this;
  }

  @Override
  public Answer lookUp(String host) {
    return answers.getOrDefault(host, Answer.NO_SUCH_HOST);
  }
}
