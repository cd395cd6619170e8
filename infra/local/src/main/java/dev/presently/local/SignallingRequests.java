package dev.presently.local;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/** Raises a table's signal after each write, whether it came by HTTP or in this JVM. */
final class SignallingRequests extends LocalDynamoDBRequestHandler {
  private final TableWrites writes;

  /** With a directory the data is on disk, otherwise in memory. */
  @SuppressWarnings("NullAway") // DynamoDB Local takes no directory for data in memory.
  SignallingRequests(@Nullable String directory, TableWrites writes) {
    super(0, directory == null, directory, true, false);
    this.writes = writes;
  }

  @Override
  public PutItemResponse putItem(String key, String region, PutItemRequest request) {
    var response = super.putItem(key, region, request);
    writes.happened(Stream.of(request.tableName()));
    return response;
  }

  @Override
  public UpdateItemResponse updateItem(String key, String region, UpdateItemRequest request) {
    var response = super.updateItem(key, region, request);
    writes.happened(Stream.of(request.tableName()));
    return response;
  }

  @Override
  public DeleteItemResponse deleteItem(String key, String region, DeleteItemRequest request) {
    var response = super.deleteItem(key, region, request);
    writes.happened(Stream.of(request.tableName()));
    return response;
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(
      String key, String region, BatchWriteItemRequest request) {
    var response = super.batchWriteItem(key, region, request);
    writes.happened(request.requestItems().keySet().stream());
    return response;
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(
      String key, String region, TransactWriteItemsRequest request) {
    var response = super.transactWriteItems(key, region, request);
    writes.happened(InProcessDynamoDb.tables(request.transactItems()));
    return response;
  }
}
