package dev.presently.core.live;

/**
 * Why a live connection is ended.
 *
 * @param closeCode as a WebSocket's close code, from 4400; API Gateway cannot send it itself
 */
public record Refusal(int closeCode, String code, String sentence) {
  private static final int TOKEN = 4401;
  private static final int RULES = 4403;
  private static final int TOO_MANY = 4429;

  static final Refusal EXPIRED =
      new Refusal(
          TOKEN,
          "unauthorized",
          "the token or key has expired, or is not valid any more; connect with a new one");

  static final Refusal FLOOD =
      new Refusal(
          TOO_MANY,
          "too_many_requests",
          "more than %d messages in a minute".formatted(Connection.MAX_MESSAGES_PER_MINUTE));

  /** The HTTP status of the same refusal, from 400. */
  public int status() {
    return closeCode - 4_000;
  }

  /** The token or the key does not count. */
  public static Refusal unauthorized() {
    return EXPIRED;
  }

  /** The rules or the key do not allow it. */
  public static Refusal notAllowed(String code, String sentence) {
    return new Refusal(RULES, code, sentence);
  }

  public static Refusal tooMany(int limit, String time, int seconds) {
    return new Refusal(
        TOO_MANY,
        "too_many_requests",
        "more than the %d requests in a %s; try again in %d seconds"
            .formatted(limit, time, seconds));
  }
}
