package dev.presently.api;

import java.util.function.Function;

/** Stands before an operation: lets a request through to what is behind, or answers itself. */
interface RequestFilter {
  /** Lets everything through. */
  RequestFilter OPEN = (request, behind) -> behind.apply(request);

  ApiResponse answer(ApiRequest request, Function<ApiRequest, ApiResponse> behind);
}
