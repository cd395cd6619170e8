package dev.presently.adapters.engines;

import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.session.EngineType;
import java.util.Optional;

/** The event reader of each engine type. */
public final class EngineEventReaders {
  private EngineEventReaders() {}

  /** None for an engine without webhooks. */
  public static Optional<EngineEventReader> of(EngineType type) {
    return switch (type) {
      case LOOPBACK -> Optional.empty();
      case WAHA -> Optional.of(new WahaEventReader());
      case WUZAPI -> Optional.of(new WuzapiEventReader());
      case TITAN -> Optional.of(new TitanEventReader());
    };
  }
}
