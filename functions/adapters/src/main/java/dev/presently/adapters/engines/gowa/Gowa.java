package dev.presently.adapters.engines.gowa;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.util.List;
import java.util.Optional;

/**
 * GOWA (go-whatsapp-web-multidevice) 9.0 to 9.2.
 *
 * <ul>
 *   <li>The key is {@code user:password}, for HTTP Basic. A wrong one is a 401 in plain text; a 401
 *       in JSON is about the WhatsApp session.
 *   <li>{@code engine.session} is the device id. A server with one device needs none for presence
 *       and typing, but for start and status.
 *   <li>It sends no webhook about its connection: its status is read every minute.
 *   <li>It cannot subscribe, and it cannot stop without unlinking. Recording is shown as typing.
 *   <li>Typing of contacts arrives only while the own account is available. Right after a connect
 *       it is not, unless {@code WHATSAPP_PRESENCE_ON_CONNECT} says so.
 *   <li>An unknown device is a 404 or a 500, a device that never paired a 500, by route.
 * </ul>
 */
public final class Gowa implements EngineProtocol {
  private static final EngineType TYPE = new EngineType("gowa");

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
    return false;
  }

  @Override
  public EngineEventReader events() {
    return new GowaEventReader();
  }

  @Override
  public List<EngineCall> calls(EngineSettings engine, EngineCommand command) {
    return new GowaCommands(engine).calls(command);
  }

  @Override
  public Optional<String> sideEffect(EngineCommand command) {
    return command instanceof EngineCommand.SendTyping(_, var typing) && typing == Typing.RECORDING
        ? Optional.of("the contact sees typing")
        : Optional.empty();
  }
}
