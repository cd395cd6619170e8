package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LocalFunctionTest {
  @Test
  void aRequestHandlerGetsAndReturnsObjects() throws Exception {
    var answer =
        invoke(
            Messages.class,
            """
            {"Records":[{"messageId":"m1","body":"good","attributes":{"MessageGroupId":"g"}},
            {"messageId":"m2","body":"bad","attributes":{"MessageGroupId":"g"},
            "messageAttributes":{"a":{"stringValue":"x","dataType":"String"}}}]}\
            """);

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
  }

  @Test
  void aStreamRecordIsReadAsLambdaReadsIt() throws Exception {
    var answer =
        invoke(
            Records.class,
            """
            {"Records":[{"eventName":"INSERT","dynamodb":{
            "ApproximateCreationDateTime":1700000000,"SequenceNumber":"7",
            "Keys":{"pk":{"S":"A"}},"NewImage":{"count":{"N":"1"},"flag":{"BOOL":true}}}}]}\
            """);

    assertThat(answer)
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"7 A 1 true 1700000000000\"}]}");
  }

  @Test
  void anEventWithoutATypeIsAMapAndNothingComesBack() throws Exception {
    assertThat(invoke(Scheduled.class, "{\"detail-type\":\"Scheduled Event\"}")).isEqualTo("null");
    assertThatThrownBy(() -> invoke(Scheduled.class, "{\"detail-type\":\"Other\"}"))
        .isInstanceOf(FunctionFailed.class)
        .hasRootCauseMessage("Other");
  }

  @Test
  void aClassThatIsNoHandlerIsRefused() {
    assertThatThrownBy(() -> invoke(NoHandler.class, "{}"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("is no Lambda handler");
  }

  private static String invoke(Class<?> handler, String event) throws FunctionFailed {
    var definition =
        new TemplateFunction(
            "Tested",
            handler.getName(),
            Duration.ofSeconds(5),
            128,
            Map.of(),
            List.of(),
            List.of());
    var answer =
        LocalFunction.load(definition, Map.of())
            .invoke("request", JsonMapper.shared().readTree(event));
    return new String(answer, StandardCharsets.UTF_8);
  }

  /** Fails each message whose body is "bad". */
  public static final class Messages implements RequestHandler<SQSEvent, SQSBatchResponse> {
    public Messages(Map<String, String> environment) {}

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
      return new SQSBatchResponse(
          event.getRecords().stream()
              .filter(message -> message.getAttributes().get("MessageGroupId").equals("g"))
              .filter(message -> message.getBody().equals("bad"))
              .filter(one -> one.getMessageAttributes().get("a").getStringValue().equals("x"))
              .map(message -> new BatchItemFailure(message.getMessageId()))
              .toList());
    }
  }

  /** Returns what it reads. */
  public static final class Records implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    public Records(Map<String, String> environment) {}

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
      var change = event.getRecords().getFirst().getDynamodb();
      return new StreamsEventResponse(
          List.of(
              new StreamsEventResponse.BatchItemFailure(
                  "%s %s %s %s %d"
                      .formatted(
                          change.getSequenceNumber(),
                          change.getKeys().get("pk").getS(),
                          change.getNewImage().get("count").getN(),
                          change.getNewImage().get("flag").getBOOL(),
                          change.getApproximateCreationDateTime().getTime()))));
    }
  }

  /** Refuses what is no schedule's event. */
  public static final class Scheduled implements RequestHandler<Map<String, Object>, Void> {
    public Scheduled(Map<String, String> environment) {}

    @Override
    public Void handleRequest(Map<String, Object> event, Context context) {
      if (!event.get("detail-type").equals("Scheduled Event")) {
        throw new IllegalStateException(event.get("detail-type").toString());
      }
      return null;
    }
  }

  /** Neither kind of handler. */
  public static final class NoHandler {
    public NoHandler(Map<String, String> environment) {}
  }
}
