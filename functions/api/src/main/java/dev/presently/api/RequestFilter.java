package dev.presently.api;

import java.util.function.Function;

/** Passes a request on to {@code next}, or answers it itself. */
public interface RequestFilter {
  /** Passes every request on. */
  RequestFilter NONE = (request, next) -> next.apply(request);

  ApiResponse answer(ApiRequest request, Function<ApiRequest, ApiResponse> next);
}
