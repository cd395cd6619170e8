package dev.presently.core.engine;

import dev.presently.core.session.EngineSettings;

/** Sends commands to remote engines. */
public interface EngineClient {
  /**
   * Sends one command and waits for the answer, all its requests within 20 s. Never throws for what
   * the engine does.
   */
  EngineAnswer send(EngineSettings engine, EngineCommand command);
}
