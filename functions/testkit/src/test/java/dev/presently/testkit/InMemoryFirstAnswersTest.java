package dev.presently.testkit;

import dev.presently.core.idempotency.FirstAnswers;

final class InMemoryFirstAnswersTest extends FirstAnswersContract {
  @Override
  protected FirstAnswers create() {
    return new InMemoryFirstAnswers();
  }
}
