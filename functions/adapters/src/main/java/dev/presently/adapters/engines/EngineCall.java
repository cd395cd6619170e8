package dev.presently.adapters.engines;

import dev.presently.core.engine.EngineAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * One request to an engine and how its response is read. {@code followUps} are the calls that
 * depend on the response; they come before the command's next call.
 */
public record EngineCall(
    EngineRequest request,
    Function<EngineResponse, EngineAnswer> reader,
    Function<EngineResponse, List<EngineCall>> followUps) {
  public EngineCall(EngineRequest request, Function<EngineResponse, EngineAnswer> reader) {
    this(request, reader, _ -> List.of());
  }

  /**
   * Sends the calls in order until one is not {@link EngineAnswer.Done}; the last answer is that of
   * the command. What {@code client} throws ends it.
   */
  public static EngineAnswer sendAll(
      List<EngineCall> calls, Function<EngineRequest, EngineResponse> client) {
    Deque<EngineCall> waiting = new ArrayDeque<>(calls);
    EngineAnswer answer = EngineAnswer.Done.DONE;
    while (!waiting.isEmpty() && answer instanceof EngineAnswer.Done) {
      EngineCall call = waiting.pop();
      EngineResponse response = client.apply(call.request());
      answer = call.reader().apply(response);
      new ArrayList<>(call.followUps().apply(response)).reversed().forEach(waiting::push);
    }
    return answer;
  }
}
