package dev.presently.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.presently.local.inprocess.EmbeddedService;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.dispatchers.Dispatcher;
import software.amazon.dynamodb.services.local.exceptions.ExceptionBean;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

/**
 * Does what DynamoDB Local's server does with a request. Its tables are one SQLite database with
 * one thread and one lock, so that more requests at once only wait for each other.
 */
final class InProcessDynamoDb implements EmbeddedService {
  private record Operation(Class<?> request, Dispatcher<Object> dispatcher) {}

  private static final String DISPATCHERS = Dispatcher.class.getPackageName() + ".";
  private static final String REQUESTS = DynamoDbRequest.class.getPackageName() + ".";

  private static final int MOST_AT_ONCE = 8;

  private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
  private final ObjectMapper json = new DynamoDbObjectMapper();
  private final Map<String, Operation> operations = new ConcurrentHashMap<>();
  private final DynamoDBRequestHandler requests;

  InProcessDynamoDb(DynamoDBRequestHandler requests) {
    this.requests = requests;
  }

  @Override
  public Optional<Answer> answer(Call call) {
    turns.acquireUninterruptibly();
    try {
      return inTurn(call);
    } finally {
      turns.release();
    }
  }

  private Optional<Answer> inTurn(Call call) {
    var operation = operations.computeIfAbsent(call.operation(), this::load);
    try {
      var request = json.readValue(call.body().asByteArrayUnsafe(), operation.request());
      var place = tables(request);
      try {
        var body =
            operation.dispatcher().enact(call.caller(), LocalNames.REGION, request, requests);
        return Optional.of(answer(place, 200, body));
      } catch (DynamoDBLocalServiceException e) {
        return Optional.of(answer(place, e.statusCode(), error(e)));
      }
    } catch (IOException e) {
      return Optional.empty(); // The server says what is wrong with it.
    }
  }

  private static Answer answer(String place, int status, byte[] body) {
    return new Answer(place, status, SdkBytes.fromByteArrayUnsafe(body));
  }

  private byte[] error(DynamoDBLocalServiceException e) throws JsonProcessingException {
    return json.writeValueAsBytes(
        new ExceptionBean(
            e.getErrorCode(), e.getMessage(), e.getCancellationReasons(), e.getItem()));
  }

  @SuppressWarnings("unchecked") // A dispatcher's type is that of the request with its name.
  private Operation load(String name) {
    try {
      var dispatcher = Class.forName(DISPATCHERS + name + "Dispatcher");
      return new Operation(
          Class.forName(REQUESTS + name + "Request"),
          (Dispatcher<Object>) dispatcher.getConstructor(ObjectMapper.class).newInstance(json));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("DynamoDB Local does not know " + name, e);
    }
  }

  /** The tables of a request of DynamoDB's, or its class where it names none. */
  private static String tables(Object request) {
    return switch (request) {
      case BatchGetItemRequest get -> joined(get.requestItems().keySet().stream());
      case BatchWriteItemRequest write -> joined(write.requestItems().keySet().stream());
      case TransactGetItemsRequest get ->
          joined(get.transactItems().stream().map(item -> item.get().tableName()));
      case TransactWriteItemsRequest write -> joined(tables(write.transactItems()));
      case DynamoDbRequest other ->
          other.getValueForField("TableName", String.class).orElse("streams");
      default -> "streams";
    };
  }

  static Stream<String> tables(Collection<TransactWriteItem> items) {
    return items.stream()
        .flatMap(
            item ->
                Stream.of(
                        Optional.ofNullable(item.put()).map(put -> put.tableName()),
                        Optional.ofNullable(item.update()).map(update -> update.tableName()),
                        Optional.ofNullable(item.delete()).map(delete -> delete.tableName()),
                        Optional.ofNullable(item.conditionCheck()).map(check -> check.tableName()))
                    .flatMap(Optional::stream));
  }

  private static String joined(Stream<String> tables) {
    List<String> distinct = tables.distinct().sorted().toList();
    return distinct.stream().collect(Collectors.joining("+"));
  }
}
