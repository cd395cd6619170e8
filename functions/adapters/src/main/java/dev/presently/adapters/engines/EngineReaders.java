package dev.presently.adapters.engines;

import dev.presently.core.engine.EngineEvents;
import dev.presently.core.session.EngineType;
import java.util.Optional;

/** Knows who reads what an engine posts. */
public final class EngineReaders {
  private EngineReaders() {}

  /** None for engines that post nothing. */
  public static Optional<EngineEvents> of(EngineType type) {
    return switch (type) {
      case LOOPBACK -> Optional.empty();
      case WAHA -> Optional.of(new WahaEvents());
      case WUZAPI -> Optional.of(new WuzapiEvents());
      case TITAN -> Optional.of(new TitanEvents());
    };
  }
}
