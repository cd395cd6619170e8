package dev.presently.local;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Invokes a function with the records of one shard until each is handled or discarded, in order. A
 * partial failure is retried from the first failed record; bisecting costs no retry; discarded
 * records are put into the on-failure bucket. Only a stopping runner leaves records unsettled.
 */
record ShardLoop(StreamSource stream, String shard) {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(15);

  /** Only a shard that DynamoDB Local closes ends without a write. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH.mm.ss");

  /** Returns when the shard has ended or the runner stops. A write ends the pause after a read. */
  void run() {
    var reader = stream.reader(shard);
    var pause = SHORTEST_PAUSE;
    while (!stopping().now()) {
      var writes = stream.writes().count();
      var records = reader.next();
      if (!records.isEmpty()) {
        pause = SHORTEST_PAUSE;
        handle(records);
      } else if (reader.ended()) {
        settle(Checkpoints.END);
        return;
      } else {
        stream.writes().await(writes, pause);
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    }
  }

  private void handle(List<StreamRecord> records) {
    var passing = stream.passing(records);
    var size = source().batchSize();
    for (var from = 0; from < passing.size() && !stopping().now(); from += size) {
      handleBatch(passing.subList(from, Math.min(from + size, passing.size())), 0);
    }
    if (!stopping().now()) {
      settle(records.getLast().sequence());
    }
  }

  /** The argument and the result count the failed attempts since the last settled record. */
  private int handleBatch(List<StreamRecord> batch, int earlierAttempts) {
    var rest = batch;
    var attempts = earlierAttempts;
    while (!rest.isEmpty() && !stopping().now()) {
      var expired = (int) rest.stream().takeWhile(this::tooOld).count();
      if (expired > 0) {
        discard(rest.subList(0, expired), "RecordAgeExpired", attempts);
        rest = rest.subList(expired, rest.size());
        continue;
      }
      var handled = attempt(rest);
      if (handled > 0) {
        settle(rest.get(handled - 1).sequence());
        attempts = 0;
        rest = rest.subList(handled, rest.size());
      } else if (source().bisect() && rest.size() > 1) {
        var half = rest.size() / 2;
        attempts = handleBatch(rest.subList(0, half), attempts);
        return handleBatch(rest.subList(half, rest.size()), attempts);
      }
      if (rest.isEmpty()) {
        return 0;
      }
      attempts++;
      if (attempts > source().retries().orElse(Integer.MAX_VALUE)) {
        discard(rest, "RetryAttemptsExhausted", attempts);
        return 0;
      }
      stopping().within(waitAfter(attempts));
    }
    return attempts;
  }

  /** How many records from the front were handled. */
  private int attempt(List<StreamRecord> batch) {
    var sequences = batch.stream().map(StreamRecord::sequence).toList();
    var failed =
        stream
            .function()
            .failures(
                batch.stream().map(StreamRecord::json).toList(),
                Set.copyOf(sequences),
                source().partialFailures());
    return (int) sequences.stream().takeWhile(one -> !failed.contains(one)).count();
  }

  /** Time during which the runner was off does not count. */
  private boolean tooOld(StreamRecord record) {
    var since = record.created().isBefore(stream.begun()) ? stream.begun() : record.created();
    return source().maximumAge().filter(age -> since.plus(age).isBefore(Instant.now())).isPresent();
  }

  private static Duration waitAfter(int attempts) {
    return shorter(FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10)), LONGEST_WAIT);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void discard(List<StreamRecord> records, String condition, int attempts) {
    source().onFailure().ifPresent(bucket -> keep(bucket, discarded(records, condition, attempts)));
    settle(records.getLast().sequence());
  }

  /** The key is that of Lambda, with the source's name as the mapping's id. */
  private void keep(String bucket, String object) {
    var now = Instant.now().atZone(ZoneOffset.UTC);
    var key =
        "aws/lambda/%s/%s/%s/%s-%s"
            .formatted(
                source().name(), shard, DAY.format(now), TIME.format(now), UUID.randomUUID());
    stream.buckets().put(bucket, key, object);
    System.err.println("%s gave up records: %s/%s".formatted(source().name(), bucket, key));
  }

  /** Lambda's object for an on-failure bucket; only there it holds the whole records. */
  private String discarded(List<StreamRecord> records, String condition, int attempts) {
    var object = JsonMapper.shared().createObjectNode();
    object
        .putObject("requestContext")
        .put("requestId", UUID.randomUUID().toString())
        .put("functionArn", LocalNames.functionArn(stream.function().name()))
        .put("condition", condition)
        .put("approximateInvokeCount", attempts);
    object
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    object.put("version", "1.0").put("timestamp", Instant.now().toString());
    object
        .putObject("DDBStreamBatchInfo")
        .put("shardId", shard)
        .put("startSequenceNumber", records.getFirst().sequence())
        .put("endSequenceNumber", records.getLast().sequence())
        .put("approximateArrivalOfFirstRecord", records.getFirst().created().toString())
        .put("approximateArrivalOfLastRecord", records.getLast().created().toString())
        .put("batchSize", records.size())
        .put("streamArn", stream.shards().streamArn());
    var payload = JsonMapper.shared().createObjectNode();
    payload.putArray("Records").addAll(records.stream().map(StreamRecord::json).toList());
    return object.put("payload", payload.toString()).toString();
  }

  private void settle(String position) {
    stream.checkpoints().store(source().name(), shard, position);
  }

  private EventSourceMapping.FromStream source() {
    return stream.source();
  }

  private StopSignal stopping() {
    return stream.stopping();
  }
}
