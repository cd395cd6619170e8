package dev.presently.api;

import java.util.function.Function;

/** An operation that does what a test says. */
final class Scripted extends ApiHandler {
  private final Function<ApiRequest, ApiResponse> work;

  Scripted(RequestFilters entrance, Function<ApiRequest, ApiResponse> work) {
    this(entrance, new OperationScope.Open(), work);
  }

  Scripted(RequestFilters entrance, OperationScope permit, Function<ApiRequest, ApiResponse> work) {
    super(entrance, permit);
    this.work = work;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    return work.apply(request);
  }
}
