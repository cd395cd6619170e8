package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.BatchFailures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Takes a batch of records from the stream of the Presence or the Registry table and tells of the
 * changes in it. It names the first record that is not surely told; that one and all behind it come
 * again, and make the same events with the same ids.
 */
public final class RelayChanges implements RequestStreamHandler {
  private final Relay relay;

  public RelayChanges() {
    this(System.getenv());
  }

  public RelayChanges(Map<String, String> environment) {
    this(RelayWiring.of(environment).relay());
  }

  RelayChanges(Relay relay) {
    this.relay = relay;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    List<StreamRecord> records = StreamRecord.batch(in.readAllBytes());
    int done = relay.relay(records);
    out.write(
        BatchFailures.write(
            records.stream().skip(done).limit(1).map(StreamRecord::sequenceNumber).toList()));
  }
}
