package dev.presently.api;

/** A request that is answered with a problem before anything was asked of the core. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ApiResponse.Problem answer;

  Refused(int status, String code, String sentence) {
    super(sentence);
    this.answer = ApiResponse.error(status, code, sentence);
  }

  ApiResponse.Problem answer() {
    return answer;
  }
}
