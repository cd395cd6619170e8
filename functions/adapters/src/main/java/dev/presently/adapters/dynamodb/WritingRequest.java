package dev.presently.adapters.dynamodb;

import dev.presently.core.RequestId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The request that an item was last written for, as the relay reads it from the stream.
 *
 * <pre>
 * requestId  id of the request; absent if there was none
 * </pre>
 */
public final class WritingRequest {
  private static final String REQUEST_ID = "requestId";

  private WritingRequest() {}

  /** The item with the request that this thread works for. */
  static Item of(Item item) {
    return item.text(REQUEST_ID, RequestId.current());
  }

  /** Reads an item or a stream image. */
  public static Optional<RequestId> read(Map<String, AttributeValue> attributes) {
    return new Item(attributes).text(REQUEST_ID).map(RequestId::new);
  }
}
