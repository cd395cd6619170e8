package dev.presently.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One function with its handler, which is made once and called by many threads at a time: Lambda
 * would give each call an environment of its own, and our handlers keep nothing between calls.
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
      return new LocalFunction(definition, (RequestStreamHandler) made);
    } catch (ClassNotFoundException e) {
      throw refused(definition, "there is no class " + className, e);
    } catch (NoSuchMethodException e) {
      throw refused(definition, className + " has no public constructor (Map)", e);
    } catch (ClassCastException e) {
      throw refused(definition, className + " is no RequestStreamHandler", e);
    } catch (ReflectiveOperationException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw refused(definition, className + " refuses to be made: " + cause, cause);
    }
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

  private static CannotStart refused(TemplateFunction function, String why, Throwable cause) {
    return new CannotStart(function.name() + " cannot be loaded: " + why + ".", cause);
  }
}
