package dev.presently.core.engine;

import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.util.List;
import java.util.Optional;

/** The remote engines that a session can have. */
public interface RemoteEngines {
  /** Empty for {@code loopback} and for unknown types. */
  Optional<RemoteEngine> find(EngineType type);

  /**
   * Why the engine has no such command and what it has instead, as far as that is known without
   * calling it.
   */
  Optional<String> cannot(EngineSettings engine, EngineCommand command);

  /** In the order of the documentation. */
  List<EngineType> types();
}
