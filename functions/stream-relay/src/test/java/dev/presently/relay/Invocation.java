package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.Json;
import dev.presently.adapters.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.List;

/** Calls a handler as Lambda does. */
final class Invocation {
  private Invocation() {}

  /** What the handler wants again of this event. */
  static List<String> failures(RequestStreamHandler handler, byte[] event) {
    return failures(handler, event, 25_000);
  }

  static List<String> failures(RequestStreamHandler handler, byte[] event, int remainingMillis) {
    var out = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), out, context(remainingMillis));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonReader.object(out.toByteArray()).array("batchItemFailures").stream()
        .map(failure -> ((Json.Obj) failure).text("itemIdentifier").orElseThrow())
        .toList();
  }

  /** One of the sample events. */
  static byte[] sample(String name) {
    try (InputStream in = Invocation.class.getResourceAsStream("/events/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Context context(int remainingMillis) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return remainingMillis;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
