package dev.presently.e2e.bench;

/**
 * What changes and deliveries ask of tables, queues and functions, and what that costs. The calls
 * are those that the code makes; durations and sizes are assumptions, as in docs/deploy.md.
 */
final class ScaleWork {
  /** The time of an attempt at a receiver that answers within 100 ms, in seconds. */
  static final double ATTEMPT = 0.11;

  /** A change reported in a request of its own: session and presence read, presence written. */
  static final double INTAKE_SECONDS = 0.020;

  private static final double RELAY_SECONDS = 0.015;
  private static final double RELAY_SECONDS_EACH_MORE = 0.0015;

  /** Attempts of a batch run side by side; each takes some processor time of its own. */
  private static final double SENDER_SECONDS = 0.125;

  private static final double SENDER_SECONDS_EACH_MORE = 0.013;
  private static final double SENDER_GB = 0.5;

  /** Of each change, and of each batch that it or others are in. */
  private static final double LOGGED_GB = 0.63e-6;

  private static final double LOGGED_GB_OF_BATCH = 0.67e-6;
  private static final double SENT_GB = 1.5e-6;

  private static final double STORED_GB = 0.9e-6;

  /** Writes of an event that finds its lane open at a receiver that fails, its wake included. */
  static final int PARKED_FIRST = 9;

  /** Writes of the second event of a parked lane. */
  static final int PARKED_SECOND = 5;

  /** Writes of each further one, which supersedes the one before. */
  static final int SUPERSEDING = 8;

  private ScaleWork() {}

  /** How long one batch of the sender runs. */
  static double senderSeconds(int batch) {
    return SENDER_SECONDS + (batch - 1) * SENDER_SECONDS_EACH_MORE;
  }

  static double relaySeconds(int batch) {
    return RELAY_SECONDS + (batch - 1) * RELAY_SECONDS_EACH_MORE;
  }

  /** A bill by service, in US dollars. */
  record Bill(double functions, double tables, double queues, double rest) {
    double total() {
      return functions + tables + queues + rest;
    }
  }

  /**
   * The bill for changes of which each has one webhook. The intake is a Function URL; relay and
   * sender work in batches of this size.
   */
  static Bill bill(long changes, long delivered, long parked, long parkingWrites, int batch) {
    double batches = 1.0 / batch;
    double sent = delivered + parked;
    double functions =
        changes * (ListPrices.INVOCATION + INTAKE_SECONDS * ListPrices.GB_SECOND)
            + changes
                * batches
                * (ListPrices.INVOCATION + relaySeconds(batch) * ListPrices.GB_SECOND)
            + sent
                * batches
                * (ListPrices.INVOCATION + senderSeconds(batch) * SENDER_GB * ListPrices.GB_SECOND);
    double writes = changes + 2.0 * delivered + parkingWrites;
    double reads = 2.0 * changes + changes * batches + 2.0 * sent + 2.0 * sent * batches;
    double tables =
        writes * ListPrices.WRITE_UNIT
            + reads * ListPrices.READ_UNIT
            + sent * STORED_GB * ListPrices.STORED_GB_WEEK;
    double queues = 3 * sent * batches * ListPrices.FIFO_REQUEST;
    double logged = changes * (LOGGED_GB + LOGGED_GB_OF_BATCH * batches);
    double rest = logged * ListPrices.LOG_GB + delivered * SENT_GB * ListPrices.DATA_OUT_GB;
    return new Bill(functions, tables, queues, rest);
  }
}
