package dev.presently.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One function with its handler. One instance serves all calls, also concurrent ones; on Lambda
 * concurrent calls get instances of their own.
 */
final class LocalFunction {
  private final TemplateFunction definition;
  private final RequestStreamHandler handler;

  private LocalFunction(TemplateFunction definition, RequestStreamHandler handler) {
    this.definition = definition;
    this.handler = handler;
  }

  static LocalFunction load(TemplateFunction definition, Map<String, String> ambient) {
    var environment = new LinkedHashMap<>(ambient);
    environment.putAll(definition.environment());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", definition.name());
    // The services do not check it; it names the caller, as a role does on AWS.
    environment.put("AWS_ACCESS_KEY_ID", definition.name());
    var className = definition.handler().split("::", -1)[0];
    try {
      var made =
          Class.forName(className).getConstructor(Map.class).newInstance(Map.copyOf(environment));
      return new LocalFunction(
          definition,
          switch (made) {
            case RequestStreamHandler streams -> streams;
            case RequestHandler<?, ?> objects -> serializing(objects);
            default ->
                throw refused(
                    definition,
                    className + " is no Lambda handler",
                    new ClassCastException(className));
          });
    } catch (ClassNotFoundException e) {
      throw refused(definition, "there is no class " + className, e);
    } catch (NoSuchMethodException e) {
      throw refused(definition, className + " has no public constructor (Map)", e);
    } catch (ReflectiveOperationException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw refused(definition, "the constructor of " + className + " throws " + cause, cause);
    }
  }

  /** Input and output pass through the serializers of Lambda's own Java runtime. */
  private static <I, O> RequestStreamHandler serializing(RequestHandler<I, O> handler) {
    var method =
        Stream.of(handler.getClass().getMethods())
            .filter(one -> one.getName().equals("handleRequest") && !one.isBridge())
            .findFirst()
            .orElseThrow();
    PojoSerializer<I> input = serializer(method.getParameterTypes()[0]);
    PojoSerializer<O> output = serializer(method.getReturnType());
    return (in, out, context) ->
        output.toJson(handler.handleRequest(input.fromJson(in), context), out);
  }

  @SuppressWarnings("unchecked") // The class is that of the handler's own parameter or result.
  private static <T> PojoSerializer<T> serializer(Class<?> type) {
    return (PojoSerializer<T>)
        (LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
            ? LambdaEventSerializers.serializerFor(type, type.getClassLoader())
            : JacksonFactory.getInstance().getSerializer(type));
  }

  String name() {
    return definition.name();
  }

  /**
   * Hands over a batch and returns the identifiers of the records that failed, by Lambda's rules:
   * no answer or an empty list means that none failed; an identifier that is missing or not of this
   * batch, an exception and a timeout mean that all failed.
   *
   * @param partial whether the function reports single failures
   */
  Set<String> failures(List<JsonNode> records, Set<String> identifiers, boolean partial) {
    try {
      var event = JsonMapper.shared().createObjectNode();
      event.putArray("Records").addAll(records);
      var answer = JsonMapper.shared().readTree(invoke(UUID.randomUUID().toString(), event));
      var failed =
          answer
              .path("batchItemFailures")
              .valueStream()
              .map(failure -> failure.path("itemIdentifier").asString(""))
              .collect(Collectors.toSet());
      return !partial ? Set.of() : identifiers.containsAll(failed) ? failed : identifiers;
    } catch (FunctionFailed e) {
      return identifiers;
    } catch (JacksonException e) {
      return Set.of();
    }
  }

  /** As {@link #call}; a failure is also printed to standard error. */
  byte[] invoke(String requestId, JsonNode event) throws FunctionFailed {
    try {
      return call(requestId, event);
    } catch (FunctionFailed e) {
      System.err.println(definition.name() + " failed: " + e.getMessage());
      throw e;
    }
  }

  /**
   * Calls the handler, for at most the function's timeout.
   *
   * @throws FunctionFailed if the handler throws or times out
   */
  byte[] call(String requestId, JsonNode event) throws FunctionFailed {
    var input = new ByteArrayInputStream(JsonMapper.shared().writeValueAsBytes(event));
    var call =
        new FutureTask<>(
            () -> {
              var answer = new ByteArrayOutputStream(1024);
              handler.handleRequest(input, answer, LambdaContext.of(requestId, definition));
              return answer.toByteArray();
            });
    Thread.ofVirtual().name(definition.name()).start(call);
    try {
      return call.get(definition.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new FunctionFailed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      call.cancel(true);
      throw new FunctionFailed("timed out after " + definition.timeout().toSeconds() + " s");
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new FunctionFailed("interrupted");
    }
  }

  private static CannotStart refused(TemplateFunction function, String why, Throwable cause) {
    return new CannotStart(function.name() + " cannot be loaded: " + why + ".", cause);
  }
}
