package dev.presently.adapters.engines.wuzapi;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.util.List;

/**
 * wuzapi, main of 2025-05 to 2026-07.
 *
 * <ul>
 *   <li>The header {@code token} is key and session in one; no path names a session.
 *   <li>It subscribes to presence since 2026-06; earlier versions answer 404 in plain text.
 *   <li>It answers 500 for ordinary states, as in {@code already connected}. The first letters of
 *       its sentences and of its status fields are capitals in earlier versions.
 *   <li>Its list of events may be lost on disconnect: each start sends it again.
 *   <li>A start sets the webhook's URL and events, and the key that signs, at least 32 characters;
 *       its document does not name that route. A version without it does not sign, and its bodies
 *       are refused.
 *   <li>Bodies have no time and no id, and {@code Connected} is also sent when a name changes.
 * </ul>
 */
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
    return new WuzapiCommands(engine).calls(command);
  }
}
