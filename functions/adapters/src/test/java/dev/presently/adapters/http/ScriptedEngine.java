package dev.presently.adapters.http;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.util.List;
import java.util.function.Supplier;

/** An engine whose every command consists of the calls of a script. */
record ScriptedEngine(Supplier<List<EngineCall>> script) implements EngineProtocol {
  static final EngineType TYPE = new EngineType("scripted");

  @Override
  public EngineType type() {
    return TYPE;
  }

  @Override
  public boolean needsUrl() {
    return false;
  }

  @Override
  public boolean sendsStatus() {
    return true;
  }

  @Override
  public EngineEventReader events() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<EngineCall> calls(EngineSettings engine, EngineCommand command) {
    return script.get();
  }
}
