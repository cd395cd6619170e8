package dev.presently.adapters.engines.waha;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.util.List;

/**
 * WAHA with its engines WEBJS, WPP, NOWEB and GOWS (versions 2025.12 to 2026.9; from
 * waha.devlike.pro, its OpenAPI document and its sources, github.com/devlikeapro/waha). {@code
 * engine.session} is the WAHA session, {@code default} if it is absent; {@code engine.apiKey} is
 * its API key.
 *
 * <ul>
 *   <li>A change of the webhook restarts a running session (sessions.controller.ts), so that the
 *       webhook is changed only if it is not set already.
 *   <li>Start does nothing for a session that is {@code FAILED}; it is then restarted.
 *   <li>Presence and typing wait up to 15 s for {@code WORKING} and then answer 422.
 *   <li>Since 2025.11 every activity sets the account online and, 25 s later, offline, unless the
 *       server has {@code WAHA_PRESENCE_AUTO_ONLINE=False}.
 *   <li>WEBJS sends {@code presence.update} only with {@code config.webjs.tagsEventsOn}.
 *   <li>{@code SCAN_QR_CODE} is sent again with each QR code and {@code WORKING} with each
 *       restriction of the account.
 *   <li>It confirms no subscription and says nothing of contacts that cannot be subscribed to.
 * </ul>
 */
public final class Waha implements EngineProtocol {
  private static final EngineType TYPE = new EngineType("waha");

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
    return new WahaEventReader();
  }

  @Override
  public List<EngineCall> calls(EngineSettings engine, EngineCommand command) {
    return new WahaCommands(engine).calls(command);
  }
}
