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

/**
 * Reads a shard's records in order, from after a position or from the oldest record. It skips none
 * that can still be read.
 *
 * <p>DynamoDB Local refuses an iterator as trimmed if its number is below that of the shard's
 * oldest record. All streams share one sequence of numbers, so this happens to the iterator of an
 * empty shard when its first record arrives, and to a position whose record is over a day old. In
 * both cases the oldest record is the next one.
 */
final class ShardReader {
  private static final int MOST = 1000;

  private final Shards shards;
  private final String shard;
  private Optional<String> position;
  private @Nullable String iterator;
  private boolean atOldest;
  private boolean closedBefore;

  ShardReader(Shards shards, String shard, Optional<String> position) {
    this.shards = shards;
    this.shard = shard;
    this.position = position;
    open();
  }

  /** The next records; empty if there are none yet. */
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
          iterator = null; // All its records are too old, and none can be added.
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
    var page = shards.client().getRecords(request -> request.shardIterator(from).limit(MOST));
    iterator = page.nextShardIterator();
    var records =
        page.records().stream().map(one -> StreamRecord.of(one, shards.streamArn())).toList();
    if (!records.isEmpty()) {
      position = Optional.of(records.getLast().sequence());
      atOldest = false;
    }
    if (iterator == null && !closedBefore) {
      open(); // A record may have been written between the read and the close.
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
    // Looked up first, so that a closed shard's iterator sees all its records.
    var found = shards.find(shard);
    if (found.isEmpty()) {
      iterator = null; // It was closed over a day ago.
      return;
    }
    closedBefore = found.get().sequenceNumberRange().endingSequenceNumber() != null;
    iterator =
        shards
            .client()
            .getShardIterator(request.streamArn(shards.streamArn()).shardId(shard).build())
            .shardIterator();
  }

  /** AWS reports trimmed data, DynamoDB Local an invalid number. */
  private static boolean isBelowTheOldest(DynamoDbException e) {
    return e instanceof TrimmedDataAccessException
        || "ValidationException".equals(e.awsErrorDetails().errorCode());
  }
}
