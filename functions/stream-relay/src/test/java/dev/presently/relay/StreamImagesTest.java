package dev.presently.relay;

import static com.amazonaws.services.lambda.runtime.events.transformers.v2.dynamodb.DynamodbAttributeValueTransformer.toAttributeValueMapV2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.presently.adapters.dynamodb.ContactItems;
import dev.presently.core.Examples;
import dev.presently.core.presence.Activity;
import dev.presently.core.presence.ContactRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the images in a stream's records become items, and records become JSON again. */
final class StreamImagesTest {
  private static final String ALL_TYPES =
      """
      {"s":{"S":"text: ação 😀 \\u0000"},"n":{"N":"42"},"bool":{"BOOL":false},"nul":{"NULL":true},
       "b":{"B":"AAH/"},"bs":{"BS":["AAH/","Ag=="]},
       "l":{"L":[{"S":"a"},{"M":{"x":{"N":"1"},"y":{"B":"AA=="}}},{"L":[]}]},"m":{"M":{}},
       "ss":{"SS":["a","b"]},"ns":{"NS":["1","2"]}}
      """;

  private static DynamodbStreamRecord record(String image) {
    return event("{\"dynamodb\":{\"NewImage\":%s}}".formatted(image));
  }

  private static DynamodbStreamRecord event(String record) {
    return Events.read(DynamodbEvent.class, "{\"Records\":[" + record + "]}")
        .getRecords()
        .getFirst();
  }

  private static Map<String, AttributeValue> attributes(String image) {
    return toAttributeValueMapV2(record(image).getDynamodb().getNewImage());
  }

  @Test
  void everyTypeIsRead() {
    SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, -1});

    assertThat(attributes(ALL_TYPES))
        .isEqualTo(
            Map.of(
                "s", AttributeValue.fromS("text: ação 😀 \u0000"),
                "n", AttributeValue.fromN("42"),
                "bool", AttributeValue.fromBool(false),
                "nul", AttributeValue.fromNul(true),
                "b", AttributeValue.fromB(bytes),
                "bs", AttributeValue.fromBs(List.of(bytes, SdkBytes.fromByteArray(new byte[] {2}))),
                "l",
                    AttributeValue.fromL(
                        List.of(
                            AttributeValue.fromS("a"),
                            AttributeValue.fromM(
                                Map.of(
                                    "x", AttributeValue.fromN("1"),
                                    "y",
                                        AttributeValue.fromB(
                                            SdkBytes.fromByteArray(new byte[] {0})))),
                            AttributeValue.fromL(List.of()))),
                "m", AttributeValue.fromM(Map.of()),
                "ss", AttributeValue.fromSs(List.of("a", "b")),
                "ns", AttributeValue.fromNs(List.of("1", "2"))));
  }

  @Test
  void whatIsNoAttributeIsRefused() {
    for (String image : List.of("{\"a\":1}", "{\"a\":{}}")) {
      assertThatThrownBy(() -> attributes(image)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void aWrittenRecordIsTheSameWhenItIsReadAgain() {
    DynamodbStreamRecord record =
        event(
            """
            {"eventID":"897ea18637d50b96a4739f5b1088369e","eventName":"MODIFY",
             "eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"eu-central-1",
             "eventSourceARN":"arn:aws:dynamodb:us-east-1:123456789012:table/T/stream/2026",
             "userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},
             "dynamodb":{"ApproximateCreationDateTime":1768473000.25,
              "Keys":{"pk":{"S":"a"}},"NewImage":%1$s,"OldImage":%1$s,
              "SequenceNumber":"4421584500000000017450439091","SizeBytes":1300,
              "StreamViewType":"NEW_AND_OLD_IMAGES"}}
            """
                .formatted(ALL_TYPES));

    DynamodbStreamRecord again = event(StreamRecordJson.write(record));

    assertThat(again).isEqualTo(record);
    assertThat(again.getEventSourceARN()).isEqualTo(record.getEventSourceARN());
    assertThat(again.getDynamodb().getApproximateCreationDateTime())
        .isEqualTo("2026-01-15T10:30:00.250Z");
    assertThat(toAttributeValueMapV2(again.getDynamodb().getOldImage()))
        .isEqualTo(attributes(ALL_TYPES));
  }

  @Test
  void aRecordOfTheSampleEventIsWrittenInLambdasJson() {
    Events.sample(DynamodbEvent.class, "relay-changes.json")
        .getRecords()
        .forEach(record -> assertThat(event(StreamRecordJson.write(record))).isEqualTo(record));
    assertThat(
            StreamRecordJson.write(
                event(
                    """
                    {"eventName":"REMOVE","eventSourceARN":"arn","dynamodb":{
                     "OldImage":{"nul":{"NULL":true},"b":{"B":"AAH/"},"ss":{"SS":["a"]}},
                     "SequenceNumber":"1"}}
                    """)))
        .contains("\"eventName\":\"REMOVE\"", "\"eventSourceARN\":\"arn\"")
        .contains(
            "\"dynamodb\":{",
            "\"OldImage\":{\"nul\":{\"NULL\":true},\"b\":{\"B\":\"AAH/\"},\"ss\":{\"SS\":[\"a\"]}}",
            "\"SequenceNumber\":\"1\"")
        .doesNotContain("null");
  }

  @Test
  void aContactsImageIsItsRecord() {
    ContactRecord record =
        ContactItems.read(
                attributes(
                    """
                    {"pk":{"S":"shop"},
                     "sk":{"S":"120363025246125016@g.us#4711@lid"},
                     "revision":{"N":"3"},"write":{"S":"token"},
                     "seq":{"N":"2"},"began":{"S":"2026-03-02T10:00:00Z"},
                     "updatedAt":{"S":"2026-03-02T10:00:01.250Z"},
                     "lid":{"S":"4711@lid"},"mode":{"S":"lid"},
                     "availability":{"S":"available"},"activity":{"S":"composing"},
                     "activitySince":{"S":"2026-03-02T10:00:01Z"},
                     "activityUntil":{"S":"2026-03-02T10:00:26Z"}}
                    """))
            .orElseThrow();

    assertThat(record.key())
        .isEqualTo(Examples.participant("shop", "120363025246125016@g.us", "4711@lid"));
    assertThat(record.revision()).isEqualTo(3);
    assertThat(record.presence().orElseThrow().activity().orElseThrow().activity())
        .isEqualTo(Activity.COMPOSING);
  }
}
