package dev.presently.local;

import dev.presently.local.inprocess.InProcessHttpService;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The runner's own clients of the embedded services. */
record Clients(DynamoDbClient tables, DynamoDbStreamsClient streams, SqsClient queues)
    implements AutoCloseable {
  static final String KEY = "local";

  static Clients of(URI dynamoDb, URI sqs) {
    return new Clients(
        build(DynamoDbClient.builder(), dynamoDb),
        build(DynamoDbStreamsClient.builder(), dynamoDb),
        build(SqsClient.builder(), sqs));
  }

  private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C build(
      B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(LocalNames.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
        .httpClientBuilder(new InProcessHttpService().createHttpClientBuilder())
        .build();
  }

  @Override
  public void close() {
    tables.close();
    streams.close();
    queues.close();
  }
}
