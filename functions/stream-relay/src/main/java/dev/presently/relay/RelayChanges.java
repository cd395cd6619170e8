package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.List;
import java.util.Map;

/**
 * Sends the events of a batch from the stream of the Presence or the Registry table. Reports the
 * first record that is not certainly done; Lambda retries from there, and replayed records make the
 * same events with the same ids.
 */
public final class RelayChanges implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private final Relay relay;

  public RelayChanges() {
    this(System.getenv());
  }

  public RelayChanges(Map<String, String> environment) {
    this(new RelayWiring(environment).relay());
  }

  RelayChanges(Relay relay) {
    this.relay = relay;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
    List<DynamodbStreamRecord> records = event.getRecords();
    return new StreamsEventResponse(
        records.stream()
            .skip(relay.relay(records))
            .limit(1)
            .map(record -> new BatchItemFailure(record.getDynamodb().getSequenceNumber()))
            .toList());
  }
}
