package dev.presently.adapters.live;

import dev.presently.adapters.log.Log;
import dev.presently.core.live.ConnectionId;
import dev.presently.core.live.LiveSender;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;

/** Sends through API Gateway's management API, which answers 410 for a connection that is gone. */
public final class ApiGatewayLiveSender implements LiveSender {
  private static final int GONE = 410;
  private static final int TOO_MANY = 429;
  private static final AwsRequestOverrideConfiguration BRIEFLY =
      AwsRequestOverrideConfiguration.builder().apiCallTimeout(Duration.ofSeconds(2)).build();

  private final ApiGatewayManagementApiClient client;
  private final Log log;

  public ApiGatewayLiveSender(ApiGatewayManagementApiClient client, Log log) {
    this.client = client;
    this.log = log;
  }

  @Override
  public Result send(ConnectionId connection, String message) {
    try {
      client.postToConnection(
          post ->
              post.connectionId(connection.value())
                  .data(SdkBytes.fromUtf8String(message))
                  .overrideConfiguration(BRIEFLY));
      return Result.SENT;
    } catch (SdkException e) {
      if (isGone(e)) {
        return Result.GONE;
      }
      failed("a message was not sent", e);
      return has(e, TOO_MANY) ? Result.BUSY : Result.FAILED;
    }
  }

  @Override
  public void close(ConnectionId connection) {
    try {
      client.deleteConnection(
          delete -> delete.connectionId(connection.value()).overrideConfiguration(BRIEFLY));
    } catch (SdkException e) {
      if (!isGone(e)) {
        failed("a connection was not closed", e);
      }
    }
  }

  private static boolean isGone(SdkException fault) {
    return has(fault, GONE);
  }

  private static boolean has(SdkException fault, int status) {
    return fault instanceof SdkServiceException answer && answer.statusCode() == status;
  }

  private void failed(String what, SdkException fault) {
    log.warn(what, line -> line.put("fault", fault.getClass().getName()));
  }
}
