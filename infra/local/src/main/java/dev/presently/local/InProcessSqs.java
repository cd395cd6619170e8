package dev.presently.local;

import dev.presently.local.elasticmq.QueueCollections;
import dev.presently.local.inprocess.EmbeddedService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.AfterMillisNextDelivery;
import org.elasticmq.DeduplicationId;
import org.elasticmq.DefaultVisibilityTimeout$;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageData;
import org.elasticmq.NewMessageData;
import org.elasticmq.NextDelivery;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.msg.DeleteMessage;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.ReceiveMessages;
import org.elasticmq.msg.SendMessage;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;
import scala.util.Either;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends, receives and deletes messages by asking ElasticMQ's queues. Other operations and options,
 * and whatever may not be right, go to ElasticMQ's server, which knows all of SQS.
 */
final class InProcessSqs implements EmbeddedService {
  private static final Duration ANSWER_TIME = Duration.ofSeconds(10);
  private static final int LONGEST_PLAIN_BODY = 200_000;
  private static final int MOST_ENTRIES = 10;
  private static final Pattern ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

  /** What XML can hold; SQS refuses the rest. */
  private static final Pattern TEXT =
      Pattern.compile("[\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]+");

  private static final Set<String> SEND =
      Set.of("QueueUrl", "MessageBody", "MessageGroupId", "MessageDeduplicationId", "DelaySeconds");
  private static final Set<String> SEND_ENTRY =
      Set.of("Id", "MessageBody", "MessageGroupId", "MessageDeduplicationId", "DelaySeconds");
  private static final Set<String> BATCH = Set.of("QueueUrl", "Entries");
  private static final Set<String> RECEIVE =
      Set.of("QueueUrl", "MaxNumberOfMessages", "WaitTimeSeconds", "MessageSystemAttributeNames");
  private static final Set<String> DELETE = Set.of("QueueUrl", "ReceiptHandle");
  private static final Set<String> DELETE_ENTRY = Set.of("Id", "ReceiptHandle");

  private record Queue(String name, ActorRef actor, Arrivals arrivals) {
    boolean isFifo() {
      return name.endsWith(".fifo");
    }
  }

  private final ActorRef manager;
  private final Map<String, Arrivals> arrivals = new ConcurrentHashMap<>();
  private volatile boolean isEnding;

  InProcessSqs(ActorRef manager) {
    this.manager = manager;
  }

  @Override
  public Optional<Answer> answer(Call call) {
    var request = JsonMapper.shared().readTree(call.body().asByteArrayUnsafe());
    return queue(request)
        .flatMap(
            queue ->
                respond(call.operation(), queue, request)
                    .map(body -> new Answer(queue.name(), 200, bytes(body))));
  }

  /** To be called for a queue to which nothing was sent yet. */
  void prepare(String queue) {
    actor(queue).ifPresent(QueueCollections::replace);
  }

  /** From now on nobody waits for messages, so that receivers can stop. */
  void endWaits() {
    isEnding = true;
    arrivals.values().forEach(Arrivals::now);
  }

  private Optional<ActorRef> actor(String queue) {
    Option<ActorRef> actor = await(ask(manager, new LookupQueue(queue), ANSWER_TIME));
    return OptionConverters.toJava(actor);
  }

  private Optional<Queue> queue(JsonNode request) {
    var url = request.path("QueueUrl").asString("");
    var name = url.substring(url.lastIndexOf('/') + 1);
    return actor(name)
        .map(actor -> new Queue(name, actor, arrivals.computeIfAbsent(name, _ -> new Arrivals())));
  }

  private Optional<JsonNode> respond(String operation, Queue queue, JsonNode request) {
    if (!isPlain(operation, queue, request)) {
      return Optional.empty();
    }
    return switch (operation) {
      case "SendMessage" -> Optional.of(send(queue, request));
      case "SendMessageBatch" -> Optional.of(sendBatch(queue, entries(request)));
      case "ReceiveMessage" -> Optional.of(receive(queue, request));
      case "DeleteMessage" -> delete(queue, request);
      case "DeleteMessageBatch" -> Optional.of(deleteBatch(queue, entries(request)));
      default -> Optional.empty();
    };
  }

  private static boolean isPlain(String operation, Queue queue, JsonNode request) {
    return switch (operation) {
      case "SendMessage" -> isPlainMessage(queue, request, SEND);
      case "SendMessageBatch" -> isPlainBatch(request) && arePlainMessages(queue, request);
      case "ReceiveMessage" -> hasOnly(request, RECEIVE) && wantsAll(request);
      case "DeleteMessage" -> hasOnly(request, DELETE);
      case "DeleteMessageBatch" ->
          isPlainBatch(request)
              && entries(request).stream().allMatch(entry -> hasOnly(entry, DELETE_ENTRY));
      default -> false;
    };
  }

  private static boolean hasOnly(JsonNode request, Set<String> known) {
    return known.containsAll(request.propertyNames());
  }

  private static boolean isPlainBatch(JsonNode request) {
    var entries = entries(request);
    var ids = entries.stream().map(entry -> entry.path("Id").asString("")).distinct().count();
    return hasOnly(request, BATCH)
        && !entries.isEmpty()
        && entries.size() <= MOST_ENTRIES
        && ids == entries.size();
  }

  private static List<JsonNode> entries(JsonNode request) {
    return request.path("Entries").valueStream().toList();
  }

  private static boolean arePlainMessages(Queue queue, JsonNode request) {
    var entries = entries(request);
    var length = entries.stream().mapToInt(entry -> body(entry).length()).sum();
    return length <= LONGEST_PLAIN_BODY
        && entries.stream().allMatch(entry -> isPlainMessage(queue, entry, SEND_ENTRY));
  }

  private static boolean isPlainMessage(Queue queue, JsonNode message, Set<String> known) {
    var group = message.path("MessageGroupId").asString("");
    var deduplication = message.path("MessageDeduplicationId").asString("");
    var delay = message.path("DelaySeconds").asInt(0);
    return hasOnly(message, known)
        && body(message).length() <= LONGEST_PLAIN_BODY
        && TEXT.matcher(body(message)).matches()
        && (queue.isFifo()
            ? isId(group) && isId(deduplication) && delay == 0
            : (group.isEmpty() || isId(group))
                && deduplication.isEmpty()
                && delay >= 0
                && delay <= 900);
  }

  private static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private static String body(JsonNode message) {
    return message.path("MessageBody").asString("");
  }

  private static JsonNode send(Queue queue, JsonNode message) {
    var sent = sent(send(queue, message, 0), message);
    arrived(queue, List.of(message));
    return sent;
  }

  private static void arrived(Queue queue, List<JsonNode> messages) {
    var delays = messages.stream().map(message -> message.path("DelaySeconds").asInt(0)).toList();
    delays.stream()
        .filter(delay -> delay > 0)
        .forEach(delay -> queue.arrivals().after(Duration.ofSeconds(delay)));
    if (delays.contains(0)) {
      queue.arrivals().now();
    }
  }

  private static CompletionStage<MessageData> send(Queue queue, JsonNode message, int index) {
    return ask(queue.actor(), new SendMessage(newMessage(message, index)), ANSWER_TIME);
  }

  private static NewMessageData newMessage(JsonNode message, int index) {
    var delay = message.path("DelaySeconds");
    NextDelivery delivery =
        delay.isMissingNode() || message.has("MessageDeduplicationId")
            ? ImmediateNextDelivery$.MODULE$
            : new AfterMillisNextDelivery(delay.asLong() * 1000);
    return new NewMessageData(
        Option.empty(),
        new MessageContent(body(message)),
        Map$.MODULE$.empty(),
        delivery,
        text(message, "MessageGroupId"),
        text(message, "MessageDeduplicationId").map(DeduplicationId::new),
        index,
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private static Option<String> text(JsonNode message, String field) {
    return Option.apply(message.path(field).asString(null));
  }

  private static ObjectNode sent(CompletionStage<MessageData> sending, JsonNode message) {
    var sent = await(sending);
    var answer =
        object().put("MessageId", sent.id().id()).put("MD5OfMessageBody", md5(body(message)));
    sent.sequenceNumber().foreach(number -> answer.put("SequenceNumber", number));
    return answer;
  }

  /** All are sent before the first answer, and so in their order. */
  private static JsonNode sendBatch(Queue queue, List<JsonNode> entries) {
    var sending = new ArrayList<CompletionStage<MessageData>>();
    entries.forEach(entry -> sending.add(send(queue, entry, sending.size())));
    var answer = object();
    var successful = answer.putArray("Successful");
    for (var i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      successful.add(sent(sending.get(i), entry).put("Id", entry.path("Id").asString("")));
    }
    arrived(queue, entries);
    answer.putArray("Failed");
    return answer;
  }

  private static boolean wantsAll(JsonNode request) {
    return request
        .path("MessageSystemAttributeNames")
        .valueStream()
        .anyMatch(name -> name.asString("").equals("All"));
  }

  /**
   * Waits here instead of in ElasticMQ, which sorts all messages of a queue for each one that is
   * sent while a receiver waits.
   */
  private JsonNode receive(Queue queue, JsonNode request) {
    var most = request.path("MaxNumberOfMessages").asInt(1);
    var end =
        System.nanoTime() + Duration.ofSeconds(request.path("WaitTimeSeconds").asInt(0)).toNanos();
    var arrivals = queue.arrivals();
    var seen = arrivals.count();
    var looked = System.nanoTime();
    var received = receive(queue, most);
    for (var looks = 0; received.isEmpty() && end - System.nanoTime() > 0 && !isEnding; looks++) {
      arrivals.await(looks, seen, looked, end);
      seen = arrivals.count();
      looked = System.nanoTime();
      received = receive(queue, most);
    }
    var answer = object();
    var messages = answer.putArray("Messages");
    received.forEach(message -> messages.add(json(message)));
    return answer;
  }

  private static List<MessageData> receive(Queue queue, int most) {
    scala.collection.immutable.List<MessageData> received =
        await(
            ask(
                queue.actor(),
                new ReceiveMessages(
                    DefaultVisibilityTimeout$.MODULE$,
                    most,
                    Option.apply(Duration.ZERO),
                    Option.empty()),
                ANSWER_TIME));
    return CollectionConverters.asJava(received);
  }

  private static JsonNode json(MessageData message) {
    var body = message.content().value();
    var json =
        object()
            .put("MessageId", message.id().id())
            .put("ReceiptHandle", message.deliveryReceipt().get().receipt())
            .put("MD5OfBody", md5(body))
            .put("Body", body);
    var attributes =
        json.putObject("Attributes")
            .put("SenderId", "127.0.0.1")
            .put("SentTimestamp", Long.toString(message.created().toInstant().toEpochMilli()))
            .put(
                "ApproximateReceiveCount",
                Integer.toString(message.statistics().approximateReceiveCount()));
    if (message.statistics().approximateFirstReceive() instanceof OnDateTimeReceived first) {
      attributes.put(
          "ApproximateFirstReceiveTimestamp",
          Long.toString(first.when().toInstant().toEpochMilli()));
    }
    message.messageGroupId().foreach(id -> attributes.put("MessageGroupId", id));
    message
        .messageDeduplicationId()
        .foreach(id -> attributes.put("MessageDeduplicationId", id.id()));
    message.sequenceNumber().foreach(number -> attributes.put("SequenceNumber", number));
    message
        .deadLetterSourceQueueName()
        .foreach(name -> attributes.put("DeadLetterQueueSourceArn", LocalNames.queueArn(name)));
    return json;
  }

  /** Empty if the receipt is not the message's newest one. */
  private static Optional<JsonNode> delete(Queue queue, JsonNode message) {
    var deleted = await(deleting(queue, message));
    queue.arrivals().now();
    return deleted.isRight() ? Optional.of(object()) : Optional.empty();
  }

  private static CompletionStage<Either<?, ?>> deleting(Queue queue, JsonNode message) {
    var receipt = new DeliveryReceipt(message.path("ReceiptHandle").asString(""));
    return ask(queue.actor(), new DeleteMessage(receipt), ANSWER_TIME);
  }

  private static JsonNode deleteBatch(Queue queue, List<JsonNode> entries) {
    var deleting = entries.stream().map(entry -> deleting(queue, entry)).toList();
    var answer = object();
    var successful = answer.putArray("Successful");
    var failed = answer.putArray("Failed");
    for (var i = 0; i < entries.size(); i++) {
      var id = object().put("Id", entries.get(i).path("Id").asString(""));
      if (await(deleting.get(i)).isRight()) {
        successful.add(id);
      } else {
        failed.add(
            id.put("Code", "ReceiptHandleIsInvalid")
                .put("Message", "The receipt handle has expired.")
                .put("SenderFault", true));
      }
    }
    queue.arrivals().now();
    return answer;
  }

  private static SdkBytes bytes(JsonNode json) {
    return SdkBytes.fromByteArrayUnsafe(JsonMapper.shared().writeValueAsBytes(json));
  }

  private static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  private static String md5(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The result is of the type that the message's class names. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> CompletionStage<T> ask(ActorRef actor, Object message, Duration time) {
    return (CompletionStage<T>) Patterns.ask(actor, message, time);
  }

  private static <T> T await(CompletionStage<T> answer) {
    return answer.toCompletableFuture().join();
  }
}
