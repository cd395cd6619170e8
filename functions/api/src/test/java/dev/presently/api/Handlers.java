package dev.presently.api;

import dev.presently.adapters.engines.EngineReaders;
import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.session.EngineType;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every operation's handler over one deployment in memory, by the operation's name. */
final class Handlers {
  private static final Pattern HANDLER =
      Pattern.compile("^ +Handler: (dev\\.presently\\.api\\..+)$");
  private static final List<Class<?>> TYPES = types();

  private final List<Object> parts;
  private final Map<String, ApiHandler> byOperation = new HashMap<>();

  Handlers(Deployment here, PrintStream log) {
    Function<EngineType, Optional<EngineEvents>> engines = EngineReaders::of;
    parts =
        List.of(
            here.sessions,
            here.webhooks,
            here.lanes,
            here.allowed,
            here.hosts,
            here.clock,
            here.readPresence(),
            here.applyReport(),
            here.changeSession(),
            here.reviseWebhook(),
            here.targets(),
            here.askRedelivery(),
            here.testReceiver(_ -> new Outcome.Delivered(204)),
            here.engines(),
            here.removeSession(),
            engines,
            new Journal(Log.to(log, "error")),
            "0.1.0");
    for (Class<?> type : TYPES) {
      byOperation.put(operation(type), (ApiHandler) made(type));
    }
  }

  ApiHandler of(String operation) {
    return Optional.ofNullable(byOperation.get(operation)).orElseThrow();
  }

  /** The handlers that the template names. */
  private static List<Class<?>> types() {
    try {
      List<Class<?>> types = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of("..", "..", "template.yaml"))) {
        Matcher handler = HANDLER.matcher(line);
        if (handler.matches()) {
          types.add(Class.forName(handler.group(1)));
        }
      }
      return List.copyOf(types);
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static String operation(Class<?> type) {
    String name = type.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** One of the parts, or what a package makes of them for itself. */
  private Object part(Class<?> type) {
    return parts.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(
            () -> {
              if (!type.getName().startsWith("dev.presently.api.")) {
                throw new AssertionError("no " + type + " for the handlers of the tests");
              }
              return made(type);
            });
  }

  /** By the constructor that takes what the others make of the environment. */
  private Object made(Class<?> type) {
    Constructor<?> constructor =
        Stream.of(type.getDeclaredConstructors())
            .filter(each -> !Modifier.isPublic(each.getModifiers()))
            .findFirst()
            .orElseThrow(() -> new AssertionError(type + " has no constructor for tests"));
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(
          Stream.of(constructor.getParameterTypes()).map(this::part).toArray());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
