package dev.presently.core.engine;

import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;

/** Stands where there is no session. */
record NoEngine() implements Engine {
  private static final Result NONE = new Result.NoSuchSession();

  @Override
  public Result start() {
    return NONE;
  }

  @Override
  public Result stop() {
    return NONE;
  }

  @Override
  public Result announce(Availability availability) {
    return NONE;
  }

  @Override
  public Result type(Jid chat, Typing typing) {
    return NONE;
  }

  @Override
  public Result subscribe(Jid contact) {
    return NONE;
  }

  @Override
  public Result unsubscribe(Jid contact) {
    return NONE;
  }
}
