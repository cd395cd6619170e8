package dev.presently.adapters.engines;

import dev.presently.core.engine.EngineAnswer;
import java.util.function.Function;

/** One request to an engine and how its response is read. */
public record EngineCall(EngineRequest request, Function<EngineResponse, EngineAnswer> reader) {}
