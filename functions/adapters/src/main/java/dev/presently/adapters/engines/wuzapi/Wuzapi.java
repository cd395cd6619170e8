package dev.presently.adapters.engines.wuzapi;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.util.List;

/** Wuzapi. */
public final class Wuzapi implements EngineProtocol {
  private static final EngineType TYPE = new EngineType("wuzapi");

  @Override
  public EngineType type() {
    return TYPE;
  }

  @Override
  public boolean needsUrl() {
    return true;
  }

  @Override
  public boolean sendsStatus() {
    return true;
  }

  @Override
  public EngineEventReader events() {
    return new WuzapiEventReader();
  }

  @Override
  public List<EngineCall> calls(EngineSettings engine, EngineCommand command) {
    throw new UnsupportedCommand("it takes no such command");
  }
}
