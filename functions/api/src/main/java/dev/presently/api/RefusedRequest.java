package dev.presently.api;

/** Ends a request with a problem before the operation had any effect. */
public final class RefusedRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ApiResponse.Problem answer;

  public RefusedRequest(ApiResponse.Problem answer) {
    super(answer.sentence());
    this.answer = answer;
  }

  RefusedRequest(int status, String code, String sentence) {
    this(ApiResponse.error(status, code, sentence));
  }

  ApiResponse.Problem answer() {
    return answer;
  }
}
