package dev.presently.e2e;

import dev.presently.adapters.settings.AwsClients;
import dev.presently.adapters.settings.Settings;
import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A local runner in this JVM: one for all scenarios, which share nothing but it, or one's own. */
public final class LocalDeployment implements Deployment {
  private static final LocalRunner SHARED =
      LocalRunner.start(RunnerOptions.of(Repository.TEMPLATE).withEvolutionQueue());

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SHARED::close));
  }

  private final LocalRunner runner;

  public LocalDeployment() {
    this(SHARED);
  }

  public LocalDeployment(LocalRunner runner) {
    this.runner = runner;
  }

  @Override
  public URI baseUrl() {
    return runner.baseUrl();
  }

  @Override
  public String apiKey() {
    return runner.apiKey().orElseThrow();
  }

  @Override
  public String masterKey() {
    return runner.masterKey();
  }

  @Override
  public String receiverHost() {
    return "127.0.0.1";
  }

  @Override
  public void sendFromEvolution(String instance, String body) {
    try (SqsClient queues = AwsClients.sqs(Settings.of(runner.environment("")))) {
      queues.sendMessage(
          send ->
              send.queueUrl(runner.evolutionQueue().orElseThrow())
                  .messageGroupId("evolution-singlequeue-" + instance)
                  .messageBody(body));
    }
  }

  /** Does now what is due for sessions with a remote engine, besides the schedule. */
  void tend() {
    runner.callScheduled("TendSessionsFunction");
  }

  /** Every item of every table in which these digits stand anywhere. */
  List<String> itemsNaming(String digits) {
    try (DynamoDbClient tables = AwsClients.dynamoDb(Settings.of(runner.environment("")))) {
      return tables.listTables().tableNames().stream()
          .flatMap(
              table ->
                  tables.scanPaginator(scan -> scan.tableName(table)).items().stream()
                      .map(item -> table + ": " + item))
          .filter(item -> item.contains(digits))
          .toList();
    }
  }
}
