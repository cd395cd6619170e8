package dev.presently.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;

/** Events and contexts as Lambda's runtime makes them. */
final class Events {
  private Events() {}

  static <E> E read(Class<E> type, String json) {
    return LambdaEventSerializers.serializerFor(type, Events.class.getClassLoader()).fromJson(json);
  }

  /** One of the events in {@code src/test/resources/events}. */
  static <E> E sample(Class<E> type, String name) {
    try (InputStream in = Events.class.getResourceAsStream("/events/" + name)) {
      return read(type, new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The context of an invocation that has this time left. */
  static Context context(int remainingMillis) {
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
