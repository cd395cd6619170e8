package dev.presently.adapters.lambda;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Work whose connections to AWS are closed after each call, since they do not live on. */
public final class UnkeptConnections {
  private static volatile boolean isOn;

  public static final ExecutionInterceptor INTERCEPTOR =
      new ExecutionInterceptor() {
        @Override
        public SdkHttpRequest modifyHttpRequest(
            Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
          return isOn
              ? context.httpRequest().copy(request -> request.putHeader("Connection", "close"))
              : context.httpRequest();
        }
      };

  private UnkeptConnections() {}

  /** Does the work; only one at a time in a JVM, with nothing beside it. */
  public static void during(Runnable work) {
    isOn = true;
    try {
      work.run();
    } finally {
      isOn = false;
    }
  }
}
