package dev.presently.local.inprocess;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Counts each call in {@link CallCounts} that an embedded service answers. */
record InProcessHttpClient(SdkHttpClient sockets) implements SdkHttpClient {
  private static final String CREDENTIAL = "Credential=";

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var head = request.httpRequest();
    return EmbeddedServices.at(head.host(), head.port())
        .<ExecutableHttpRequest>map(service -> new Embedded(service, request))
        .orElseGet(() -> sockets.prepareRequest(request));
  }

  private HttpExecuteResponse call(EmbeddedService service, HttpExecuteRequest request)
      throws IOException {
    var head = request.httpRequest();
    var call =
        new EmbeddedService.Call(caller(head), operation(head), head.encodedPath(), body(request));
    var answer = answer(service, call);
    if (answer.isEmpty()) {
      return sockets.prepareRequest(request).call();
    }
    CallCounts.add(call.caller(), answer.get().place(), call.operation());
    return HttpExecuteResponse.builder()
        .response(SdkHttpResponse.builder().statusCode(answer.get().status()).build())
        .responseBody(AbortableInputStream.create(answer.get().body().asInputStream()))
        .build();
  }

  /**
   * As with a socket, a caller that is interrupted gives up, but the service completes its work:
   * DynamoDB Local never releases the lock of a transaction that is interrupted.
   */
  private static Optional<EmbeddedService.Answer> answer(
      EmbeddedService service, EmbeddedService.Call call) throws IOException {
    var work = new FutureTask<>(() -> service.answer(call));
    Thread.ofVirtual().name(call.operation()).start(work);
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(call.operation());
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static String caller(SdkHttpRequest head) {
    var signature = head.firstMatchingHeader("Authorization").orElse("");
    var from = signature.indexOf(CREDENTIAL);
    return from < 0
        ? ""
        : signature.substring(from + CREDENTIAL.length(), signature.indexOf('/', from));
  }

  private static String operation(SdkHttpRequest head) {
    var target = head.firstMatchingHeader("X-Amz-Target").orElse(head.method().name());
    return target.substring(target.lastIndexOf('.') + 1);
  }

  private static SdkBytes body(HttpExecuteRequest request) {
    return request
        .contentStreamProvider()
        .map(
            content -> {
              try (var stream = content.newStream()) {
                return SdkBytes.fromByteArrayUnsafe(stream.readAllBytes());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .orElseGet(() -> SdkBytes.fromByteArrayUnsafe(new byte[0]));
  }

  @Override
  public void close() {
    sockets.close();
  }

  @Override
  public String clientName() {
    return "InProcess";
  }

  private final class Embedded implements ExecutableHttpRequest {
    private final EmbeddedService service;
    private final HttpExecuteRequest request;

    Embedded(EmbeddedService service, HttpExecuteRequest request) {
      this.service = service;
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      return InProcessHttpClient.this.call(service, request);
    }

    /** The SDK also interrupts the calling thread, which ends the call. */
    @Override
    public void abort() {}
  }
}
