package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import dev.presently.adapters.lambda.UnkeptConnections;
import dev.presently.adapters.log.Log;
import dev.presently.core.live.PushPresences;
import dev.presently.core.live.PushPresences.Changed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the changes of a batch from the stream of the Presence table to live connections. A fault
 * of ours returns the whole batch, a few times; what was pushed then is pushed again with the same
 * {@code seq}. A record that cannot be read is left out: {@link RelayChanges} keeps it.
 */
public final class PushChanges implements RequestHandler<DynamodbEvent, @Nullable Void>, Resource {
  /** For the messages that are being sent when the time is over, and the ends that follow. */
  private static final Duration SPARE = Duration.ofSeconds(8);

  private final PushPresences push;
  private final Log log;

  public PushChanges() {
    this(System.getenv());
  }

  public PushChanges(Map<String, String> environment) {
    this(new RelayWiring(environment));
  }

  private PushChanges(RelayWiring wiring) {
    this(wiring.useCases().pushPresences(), wiring.log());
  }

  PushChanges(PushPresences push, Log log) {
    this.push = push;
    this.log = log;
    Core.getGlobalContext().register(this);
  }

  /** Posts to a connection that does not exist, so that the first message is sent in time. */
  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    try {
      UnkeptConnections.during(push::prime);
    } catch (Throwable e) {
      log.error("not primed", e, _ -> {});
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  @Override
  public @Nullable Void handleRequest(DynamodbEvent event, Context context) {
    List<Changed> changes =
        Stream.ofNullable(event.getRecords())
            .flatMap(List::stream)
            .flatMap(record -> read(record).stream())
            .toList();
    if (!isPushed(changes, context)) {
      // Without the cause, whose text could name a contact.
      throw new IllegalStateException("changes were not pushed");
    }
    return null;
  }

  private boolean isPushed(List<Changed> changes, Context context) {
    if (changes.isEmpty()) {
      return true;
    }
    try {
      Duration within = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(SPARE);
      boolean isPushed = push.push(changes, within);
      if (!isPushed) {
        log.warn("changes were not pushed to all", line -> line.put("changes", changes.size()));
      }
      return isPushed;
    } catch (Throwable e) {
      log.error("changes were not pushed", e, line -> line.put("changes", changes.size()));
      return false;
    }
  }

  private List<Changed> read(DynamodbStreamRecord record) {
    try {
      return WatchedChanges.read(record);
    } catch (RuntimeException e) {
      log.warn(
          "a record was not pushed",
          line ->
              line.put("sequenceNumber", record.getDynamodb().getSequenceNumber())
                  .put("fault", e.getClass().getName()));
      return List.of();
    }
  }
}
