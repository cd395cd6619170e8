package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.command.CommandResultStoreContract;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbCommandResultStoreTest extends CommandResultStoreContract {
  private String table = "";

  @Override
  protected CommandResultStore create() {
    table = EmbeddedDynamoDb.table();
    return new DynamoDbCommandResultStore(EmbeddedDynamoDb.CLIENT, table);
  }

  /** As the stream shows them. */
  @Override
  protected List<CommandResult> kept() {
    return items().stream().map(CommandResultItems::read).flatMap(Optional::stream).toList();
  }

  @Test
  void aResultExpiresAfterADay() {
    CommandResultStore results = create();
    results.save(
        new CommandResult(
            CorrelationId.of("1"), new SessionName("shop"), true, "{}", TestClock.START));

    assertThat(items())
        .singleElement()
        .satisfies(
            item ->
                assertThat(item.get("expiresAt").n())
                    .isEqualTo("" + TestClock.START.plus(Duration.ofDays(1)).getEpochSecond()));
  }

  private List<Map<String, AttributeValue>> items() {
    return EmbeddedDynamoDb.CLIENT.scan(scan -> scan.tableName(table)).items();
  }
}
