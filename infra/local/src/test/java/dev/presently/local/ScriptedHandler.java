package dev.presently.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** A handler that writes down what it gets and answers what the test wants. */
public final class ScriptedHandler implements RequestStreamHandler {
  static final Map<String, Function<Map<?, ?>, Object>> ANSWERS = new ConcurrentHashMap<>();
  static final Map<String, List<Map<?, ?>>> EVENTS = new ConcurrentHashMap<>();
  static final Map<String, Map<String, String>> ENVIRONMENTS = new ConcurrentHashMap<>();

  private final String name;

  public ScriptedHandler(Map<String, String> environment) {
    name = environment.get("AWS_LAMBDA_FUNCTION_NAME");
    ENVIRONMENTS.put(name, environment);
  }

  static void forget() {
    ANSWERS.clear();
    EVENTS.clear();
  }

  static List<Map<?, ?>> events(String function) {
    return EVENTS.computeIfAbsent(function, first -> new CopyOnWriteArrayList<>());
  }

  /** The records of all batches, in the order of their arrival. */
  static List<Map<?, ?>> records(String function) {
    return events(function).stream()
        .<Map<?, ?>>flatMap(event -> recordsOf(event).stream())
        .toList();
  }

  @SuppressWarnings("unchecked")
  static List<Map<?, ?>> recordsOf(Map<?, ?> event) {
    return (List<Map<?, ?>>) event.get("Records");
  }

  static Object failing(List<String> identifiers) {
    return Map.of(
        "batchItemFailures",
        identifiers.stream().map(one -> Map.of("itemIdentifier", one)).toList());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Map<?, ?> event = JsonMapper.shared().readValue(input.readAllBytes(), Map.class);
    events(name).add(event);
    var answer = ANSWERS.getOrDefault(name, any -> Map.of("statusCode", 200)).apply(event);
    output.write(JsonMapper.shared().writeValueAsBytes(answer));
  }
}
