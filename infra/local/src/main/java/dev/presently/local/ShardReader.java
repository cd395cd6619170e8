package dev.presently.local;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads a shard's records in order, from after a position or from the oldest one kept. */
final class ShardReader {
  private static final int MOST = 1000;

  private final DynamoDbStreamsClient client;
  private final DiscardedBatch.Origin origin;
  private Optional<String> position;
  private @Nullable String iterator;

  ShardReader(
      DynamoDbStreamsClient client, DiscardedBatch.Origin origin, Optional<String> position) {
    this.client = client;
    this.origin = origin;
    this.position = position;
    this.iterator = open();
  }

  /** The next records, none when there are none yet. */
  List<StreamRecord> next() {
    var from = iterator;
    if (from == null) {
      return List.of();
    }
    try {
      var page = client.getRecords(request -> request.shardIterator(from).limit(MOST));
      iterator = page.nextShardIterator();
      var records =
          page.records().stream().map(one -> StreamRecord.of(one, origin.streamArn())).toList();
      if (!records.isEmpty()) {
        position = Optional.of(records.getLast().sequence());
      }
      return records;
    } catch (ExpiredIteratorException e) {
      iterator = open();
      return List.of();
    }
  }

  /** Whether the shard is closed and was read to its end. */
  boolean ended() {
    return iterator == null;
  }

  private String open() {
    try {
      return position.map(this::after).orElseGet(this::oldest);
    } catch (TrimmedDataAccessException e) {
      return oldest();
    }
  }

  private String after(String sequence) {
    return client
        .getShardIterator(
            request ->
                request
                    .streamArn(origin.streamArn())
                    .shardId(origin.shard())
                    .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(sequence))
        .shardIterator();
  }

  private String oldest() {
    return client
        .getShardIterator(
            request ->
                request
                    .streamArn(origin.streamArn())
                    .shardId(origin.shard())
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }
}
