package dev.presently.api.engine;

import dev.presently.api.ApiResponse;
import dev.presently.core.engine.EngineEventReader;

/** How much of a body was taken. */
final class IntakeJson {
  private IntakeJson() {}

  static ApiResponse answer(EngineEventReader.Intake intake) {
    return ApiResponse.data(
        200,
        json ->
            json.number("accepted", intake.reports().size()).number("ignored", intake.ignored()));
  }
}
