package dev.presently.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The shards of one stream. */
record Shards(DynamoDbStreamsClient client, String streamArn) {
  List<Shard> list() {
    var shards = new ArrayList<Shard>();
    @Nullable String last = null;
    do {
      var after = last;
      var page =
          client
              .describeStream(request -> request.streamArn(streamArn).exclusiveStartShardId(after))
              .streamDescription();
      shards.addAll(page.shards());
      last = page.lastEvaluatedShardId();
    } while (last != null);
    return shards;
  }

  /** One of them, while DynamoDB knows it. */
  Optional<Shard> find(String shard) {
    return list().stream().filter(one -> one.shardId().equals(shard)).findFirst();
  }
}
