package dev.presently.core.live;

/** Sends to live connections. No method throws for what a connection does. */
public interface LiveSender {
  enum Result {
    /** Handed over to the connection; its client may still not have read it. */
    SENT,
    /** API Gateway takes no more at the moment; the connection did not get it. */
    BUSY,
    /** There is no such connection any more. */
    GONE,
    /** It failed, or took longer than 2 seconds. The client may have got it. */
    FAILED
  }

  Result send(ConnectionId connection, String message);

  /** Ends the connection; does nothing if it is gone, or where that fails. */
  void close(ConnectionId connection);
}
