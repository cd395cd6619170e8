package dev.presently.local;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads a shard's records in order, from after a position or from the oldest one kept; it skips
 * none that can still be read.
 *
 * <p>DynamoDB Local calls an iterator trimmed whose number is below that of the shard's oldest
 * record. That comes true for the iterator of an empty shard with its first record, because all
 * streams share one sequence of numbers, and for a position whose record is over a day old. The
 * oldest record is the next one then.
 */
final class ShardReader {
  private static final int MOST = 1000;

  private final DynamoDbStreamsClient client;
  private final DiscardedBatch.Origin origin;
  private Optional<String> position;
  private @Nullable String iterator;
  private boolean atOldest;
  private boolean closedBefore;

  ShardReader(
      DynamoDbStreamsClient client, DiscardedBatch.Origin origin, Optional<String> position) {
    this.client = client;
    this.origin = origin;
    this.position = position;
    open();
  }

  /** The next records, none when there are none yet. */
  List<StreamRecord> next() {
    for (var attempt = 0; attempt < 2; attempt++) {
      var from = iterator;
      if (from == null) {
        break;
      }
      try {
        return read(from);
      } catch (ExpiredIteratorException | ResourceNotFoundException e) {
        open();
      } catch (TrimmedDataAccessException e) {
        if (atOldest && closedBefore) {
          iterator = null; // All it holds is too old, and nothing can be added.
        } else {
          openAtOldest();
        }
      }
    }
    return List.of();
  }

  /** Whether the shard is closed and was read to its end. */
  boolean ended() {
    return iterator == null;
  }

  private List<StreamRecord> read(String from) {
    var page = client.getRecords(request -> request.shardIterator(from).limit(MOST));
    iterator = page.nextShardIterator();
    var records =
        page.records().stream().map(one -> StreamRecord.of(one, origin.streamArn())).toList();
    if (!records.isEmpty()) {
      position = Optional.of(records.getLast().sequence());
      atOldest = false;
    }
    if (iterator == null && !closedBefore) {
      open(); // A record may have come between the reading and the closing.
    }
    return records;
  }

  private void open() {
    if (position.isEmpty()) {
      openAtOldest();
      return;
    }
    try {
      open(
          GetShardIteratorRequest.builder()
              .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
              .sequenceNumber(position.get()));
      atOldest = false;
    } catch (DynamoDbException e) {
      if (!isBelowTheOldest(e)) {
        throw e;
      }
      openAtOldest();
    }
  }

  private void openAtOldest() {
    open(GetShardIteratorRequest.builder().shardIteratorType(ShardIteratorType.TRIM_HORIZON));
    atOldest = true;
  }

  private void open(GetShardIteratorRequest.Builder request) {
    // Asked first, so that a closed shard's iterator sees all there will ever be.
    var shard = new Shards(client, origin.streamArn()).named(origin.shard());
    if (shard.isEmpty()) {
      iterator = null; // It was closed over a day ago.
      return;
    }
    closedBefore = shard.get().sequenceNumberRange().endingSequenceNumber() != null;
    iterator =
        client
            .getShardIterator(request.streamArn(origin.streamArn()).shardId(origin.shard()).build())
            .shardIterator();
  }

  /** AWS calls it trimmed, DynamoDB Local an invalid number. */
  private static boolean isBelowTheOldest(DynamoDbException e) {
    return e instanceof TrimmedDataAccessException
        || "ValidationException".equals(e.awsErrorDetails().errorCode());
  }
}
