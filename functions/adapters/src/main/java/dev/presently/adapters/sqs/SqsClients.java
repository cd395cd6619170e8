package dev.presently.adapters.sqs;

import dev.presently.adapters.settings.AwsAccess;
import dev.presently.adapters.settings.Settings;
import software.amazon.awssdk.services.sqs.SqsClient;

/** SQS clients, configured by the environment. */
public final class SqsClients {
  private SqsClients() {}

  public static SqsClient client(Settings settings) {
    return AwsAccess.configure(SqsClient.builder(), "SQS", settings).build();
  }
}
