package dev.presently.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The shards of one stream, as they are at the moment of asking. */
record Shards(DynamoDbStreamsClient client, String streamArn) {
  List<Shard> now() {
    var shards = new ArrayList<Shard>();
    var request = DescribeStreamRequest.builder().streamArn(streamArn).build();
    Optional<String> next;
    do {
      var page = client.describeStream(request).streamDescription();
      shards.addAll(page.shards());
      next = Optional.ofNullable(page.lastEvaluatedShardId());
      request = request.toBuilder().exclusiveStartShardId(page.lastEvaluatedShardId()).build();
    } while (next.isPresent());
    return shards;
  }

  /** One of them, while DynamoDB knows it. */
  Optional<Shard> named(String shard) {
    return now().stream().filter(one -> one.shardId().equals(shard)).findFirst();
  }
}
