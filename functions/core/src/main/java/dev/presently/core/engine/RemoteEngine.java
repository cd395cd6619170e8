package dev.presently.core.engine;

import dev.presently.core.session.EngineType;

/** What is known of one type of remote engine without calling it. */
public interface RemoteEngine {
  EngineType type();

  /** A session needs a URL; otherwise one without a URL only receives events. */
  boolean needsUrl();

  /** It sends webhooks about its connection; otherwise its status is read every minute. */
  boolean sendsStatus();

  EngineEventReader events();
}
