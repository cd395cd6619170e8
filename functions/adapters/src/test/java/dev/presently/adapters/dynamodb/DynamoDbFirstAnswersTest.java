package dev.presently.adapters.dynamodb;

import dev.presently.core.idempotency.FirstAnswers;
import dev.presently.testkit.FirstAnswersContract;

final class DynamoDbFirstAnswersTest extends FirstAnswersContract {
  @Override
  protected FirstAnswers create() {
    return new DynamoDbFirstAnswers(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
  }
}
