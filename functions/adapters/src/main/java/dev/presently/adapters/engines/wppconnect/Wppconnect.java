package dev.presently.adapters.engines.wppconnect;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.util.List;

/**
 * wppconnect-server (version 2.10.4, from its sources and its {@code swagger.json},
 * github.com/wppconnect-team/wppconnect-server). {@code engine.session} is its session and {@code
 * engine.apiKey} the token of {@code generate-token}.
 *
 * <ul>
 *   <li>Start sets the webhook of a session that is not running; a running one keeps its own until
 *       it is stopped. The webhook cannot be signed and has the secret as password in its URL.
 *   <li>Start answers with the status before it. {@code waitQrCode} would keep the request open.
 *   <li>Its answer 500 to presence and subscriptions says nothing of the reason, so that the status
 *       is read first. Stop answers 500 for a session that was never started.
 *   <li>Its page subscribes to all chats by itself when it is ready; only contacts without a chat
 *       need the command. It looks a number up on each typing command.
 *   <li>It takes digits: those of a LID with {@code isLid}, or more than 14 of them.
 *   <li>Events have no time but {@code onpresencechanged}, which comes on changes only. Its state
 *       has the words of WhatsApp's protocol or those of its web page.
 * </ul>
 */
public final class Wppconnect implements EngineProtocol {
  private static final EngineType TYPE = new EngineType("wppconnect");

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
    return new WppconnectEventReader();
  }

  @Override
  public List<EngineCall> calls(EngineSettings engine, EngineCommand command) {
    return new WppconnectCommands(engine).calls(command);
  }
}
