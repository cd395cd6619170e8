package dev.presently.api;

import java.util.function.Function;

/** An operation implemented by a test. */
final class ScriptedHandler extends ApiHandler {
  private final Function<ApiRequest, ApiResponse> work;

  ScriptedHandler(RequestFilters filters, Function<ApiRequest, ApiResponse> work) {
    this(filters, new OperationScope.Open(), work);
  }

  ScriptedHandler(
      RequestFilters filters, OperationScope permit, Function<ApiRequest, ApiResponse> work) {
    super(filters, permit);
    this.work = work;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    return work.apply(request);
  }
}
