package dev.presently.local;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What Lambda sends to an on-failure destination: the position of discarded records, no data. */
final class DiscardedBatch {
  /** The shard the records come from. */
  record Origin(String streamArn, String shard) {}

  private DiscardedBatch() {}

  static String json(
      String function, Origin origin, List<StreamRecord> records, String condition, int attempts) {
    var message = JsonMapper.shared().createObjectNode();
    message
        .putObject("requestContext")
        .put("requestId", UUID.randomUUID().toString())
        .put("functionArn", LocalNames.functionArn(function))
        .put("condition", condition)
        .put("approximateInvokeCount", attempts);
    message
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    message.put("version", "1.0").put("timestamp", Instant.now().toString());
    message
        .putObject("DDBStreamBatchInfo")
        .put("shardId", origin.shard())
        .put("startSequenceNumber", records.getFirst().sequence())
        .put("endSequenceNumber", records.getLast().sequence())
        .put("approximateArrivalOfFirstRecord", records.getFirst().created().toString())
        .put("approximateArrivalOfLastRecord", records.getLast().created().toString())
        .put("batchSize", records.size())
        .put("streamArn", origin.streamArn());
    return message.toString();
  }
}
