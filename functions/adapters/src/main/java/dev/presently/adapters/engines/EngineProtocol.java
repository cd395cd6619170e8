package dev.presently.adapters.engines;

import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.session.EngineSettings;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one type of remote engine: how commands are written, how answers and
 * webhooks are read. Each implementation is the entry of its own package.
 */
public interface EngineProtocol extends RemoteEngine {
  /**
   * The requests of a command, as {@link EngineCall#sendAll} sends them. Throws {@link
   * UnsupportedCommand} if the engine has no such command.
   */
  List<EngineCall> calls(EngineSettings engine, EngineCommand command);

  /**
   * The side effect of a command for which the engine has only a substitute, as a sentence. Empty
   * if the engine has the command itself, or neither.
   */
  default Optional<String> sideEffect(EngineCommand command) {
    return Optional.empty();
  }
}
