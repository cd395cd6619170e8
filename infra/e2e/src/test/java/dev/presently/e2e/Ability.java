package dev.presently.e2e;

/** What a scenario may need beyond a running Presently, and not every deployment has. */
public enum Ability {
  /** What the gateway answers by itself has the shape that the template gives it. */
  GATEWAY_RESPONSES,

  /** A body gets to the function byte for byte, whatever its Content-Type says. */
  UNCHANGED_FORMS,

  /** It reads a queue of Evolution to which the scenario can write. */
  EVOLUTION_QUEUE,

  /** It answers some hundred requests within seconds. */
  MANY_REQUESTS
}
