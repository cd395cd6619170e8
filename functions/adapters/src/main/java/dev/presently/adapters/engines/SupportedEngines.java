package dev.presently.adapters.engines;

import dev.presently.adapters.engines.evolution.Evolution;
import dev.presently.adapters.engines.evolutiongo.EvolutionGo;
import dev.presently.adapters.engines.gowa.Gowa;
import dev.presently.adapters.engines.titan.Titan;
import dev.presently.adapters.engines.waha.Waha;
import dev.presently.adapters.engines.wppconnect.Wppconnect;
import dev.presently.adapters.engines.wuzapi.Wuzapi;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.RemoteEngine;
import dev.presently.core.engine.RemoteEngines;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.util.List;
import java.util.Optional;

/** The one list of remote engines. */
public final class SupportedEngines implements RemoteEngines {
  private static final List<EngineProtocol> ALL =
      List.of(
          new Waha(),
          new Wuzapi(),
          new Titan(),
          new Evolution(),
          new EvolutionGo(),
          new Gowa(),
          new Wppconnect());

  @Override
  public Optional<RemoteEngine> find(EngineType type) {
    return protocol(type).map(RemoteEngine.class::cast);
  }

  @Override
  public Optional<String> cannot(EngineSettings engine, EngineCommand command) {
    try {
      protocol(engine.type()).ifPresent(protocol -> protocol.calls(engine, command));
      return Optional.empty();
    } catch (UnsupportedCommand e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<EngineType> types() {
    return ALL.stream().map(RemoteEngine::type).toList();
  }

  /** Empty for {@code loopback} and for unknown types. */
  public static Optional<EngineProtocol> protocol(EngineType type) {
    return ALL.stream().filter(engine -> engine.type().equals(type)).findFirst();
  }
}
