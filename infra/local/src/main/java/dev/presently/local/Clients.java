package dev.presently.local;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The runner's own clients of the embedded services. */
record Clients(DynamoDbClient tables, DynamoDbStreamsClient streams, SqsClient queues)
    implements AutoCloseable {
  static final String KEY = "local";

  static Clients of(URI dynamoDb, URI sqs) {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY));
    var region = Region.of(LocalNames.REGION);
    return new Clients(
        DynamoDbClient.builder()
            .endpointOverride(dynamoDb)
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build(),
        DynamoDbStreamsClient.builder()
            .endpointOverride(dynamoDb)
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build(),
        SqsClient.builder()
            .endpointOverride(sqs)
            .region(region)
            .credentialsProvider(credentials)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build());
  }

  @Override
  public void close() {
    tables.close();
    streams.close();
    queues.close();
  }
}
