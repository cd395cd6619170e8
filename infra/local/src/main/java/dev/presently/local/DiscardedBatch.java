package dev.presently.local;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** What Lambda tells an on-failure destination of records it gave up: where they stood, no data. */
final class DiscardedBatch {
  /** The shard the records come from. */
  record Origin(String streamArn, String shard) {}

  private DiscardedBatch() {}

  static byte[] json(
      String function, Origin origin, List<StreamRecord> records, String condition, int attempts) {
    var request = new LinkedHashMap<String, Object>();
    request.put("requestId", UUID.randomUUID().toString());
    request.put("functionArn", LocalNames.functionArn(function));
    request.put("condition", condition);
    request.put("approximateInvokeCount", BigDecimal.valueOf(attempts));
    var response = new LinkedHashMap<String, Object>();
    response.put("statusCode", BigDecimal.valueOf(200));
    response.put("executedVersion", "$LATEST");
    response.put("functionError", "Unhandled");
    var batch = new LinkedHashMap<String, Object>();
    batch.put("shardId", origin.shard());
    batch.put("startSequenceNumber", records.getFirst().sequence());
    batch.put("endSequenceNumber", records.getLast().sequence());
    batch.put("approximateArrivalOfFirstRecord", records.getFirst().created().toString());
    batch.put("approximateArrivalOfLastRecord", records.getLast().created().toString());
    batch.put("batchSize", BigDecimal.valueOf(records.size()));
    batch.put("streamArn", origin.streamArn());
    var message = new LinkedHashMap<String, Object>();
    message.put("requestContext", request);
    message.put("responseContext", response);
    message.put("version", "1.0");
    message.put("timestamp", Instant.now().toString());
    message.put("DDBStreamBatchInfo", batch);
    return Json.write(message);
  }
}
