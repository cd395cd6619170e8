package dev.presently.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    // Nobody checks it here, but it tells whose a call is, as a role does.
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
            default -> throw refused(definition, className + " is no Lambda handler", null);
          });
    } catch (ClassNotFoundException e) {
      throw refused(definition, "there is no class " + className, e);
    } catch (NoSuchMethodException e) {
      throw refused(definition, className + " has no public constructor (Map)", e);
    } catch (ReflectiveOperationException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw refused(definition, className + " refuses to be made: " + cause, cause);
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

  byte[] invoke(byte[] event) throws FunctionFailed {
    return invoke(UUID.randomUUID().toString(), event);
  }

  /** A failure is told on standard error too. */
  byte[] invoke(String requestId, byte[] event) throws FunctionFailed {
    try {
      return ask(requestId, event);
    } catch (FunctionFailed e) {
      System.err.println(definition.name() + " failed: " + e.getMessage());
      throw e;
    }
  }

  /** The same for who takes a failure for an answer. */
  byte[] ask(String requestId, byte[] event) throws FunctionFailed {
    var call =
        new FutureTask<>(
            () -> {
              var answer = new ByteArrayOutputStream(1024);
              handler.handleRequest(
                  new ByteArrayInputStream(event), answer, LambdaContext.of(requestId, definition));
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

  private static CannotStart refused(
      TemplateFunction function, String why, @Nullable Throwable cause) {
    return new CannotStart(function.name() + " cannot be loaded: " + why + ".", cause);
  }
}
