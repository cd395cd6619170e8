package dev.presently.adapters.settings;

import dev.presently.adapters.lambda.UnkeptConnections;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients for a fast start: region and credentials come from the environment. */
public final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration SOCKET = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(12);
  private static final Duration BUSY_PAUSE = Duration.ofMillis(400);

  static {
    // HttpURLConnection keeps five otherwise. Calls run in up to 16 threads, and a request is
    // counted beside them.
    System.setProperty("http.maxConnections", "32");
  }

  private AwsClients() {}

  public static DynamoDbClient dynamoDb(Settings settings) {
    return configure(DynamoDbClient.builder(), "DYNAMODB", settings).build();
  }

  public static SqsClient sqs(Settings settings) {
    return configure(SqsClient.builder(), "SQS", settings).build();
  }

  public static SecretsManagerClient secretsManager(Settings settings) {
    return configure(SecretsManagerClient.builder(), "SECRETS_MANAGER", settings).build();
  }

  /** Refused for too many calls, it tries again within the two seconds that a message has. */
  public static ApiGatewayManagementApiClient liveConnections(Settings settings) {
    var builder =
        configure(ApiGatewayManagementApiClient.builder(), "APIGATEWAYMANAGEMENTAPI", settings)
            .endpointOverride(settings.liveEndpoint());
    return builder
        .overrideConfiguration(
            builder.overrideConfiguration().toBuilder()
                .retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .throttlingBackoffStrategy(BackoffStrategy.fixedDelay(BUSY_PAUSE))
                        .build())
                .build())
        .build();
  }

  /** Sets region, credentials, HTTP client, timeouts and, if configured, the endpoint. */
  public static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
      B builder, String service, Settings settings) {
    builder
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials(settings))
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallTimeout(CALL)
                    .addExecutionInterceptor(UnkeptConnections.INTERCEPTOR));
    // The SDK's own property, which only the local runner sets, chooses another client.
    if (System.getProperty(SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property()) == null) {
      builder.httpClientBuilder(
          UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SOCKET));
    }
    settings.endpoint(service).ifPresent(builder::endpointOverride);
    return builder;
  }

  /** Lambda passes credentials by environment, with SnapStart by a container endpoint. */
  private static AwsCredentialsProvider credentials(Settings settings) {
    Optional<String> id = settings.optional("AWS_ACCESS_KEY_ID");
    Optional<String> secret = settings.optional("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return ContainerCredentialsProvider.builder().build();
    }
    AwsCredentials keys =
        settings
            .optional("AWS_SESSION_TOKEN")
            .<AwsCredentials>map(
                token -> AwsSessionCredentials.create(id.get(), secret.get(), token))
            .orElseGet(() -> AwsBasicCredentials.create(id.get(), secret.get()));
    return StaticCredentialsProvider.create(keys);
  }
}
