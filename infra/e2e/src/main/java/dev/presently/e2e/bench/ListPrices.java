package dev.presently.e2e.bench;

/**
 * AWS's list prices in US dollars for us-east-1 and arm64, as known in November 2025, without free
 * tiers; docs/deploy.md has their sources.
 */
final class ListPrices {
  static final double INVOCATION = 0.20e-6;
  static final double GB_SECOND = 0.0000133334;
  static final double WRITE_UNIT = 0.625e-6;
  static final double READ_UNIT = 0.125e-6;
  static final double FIFO_REQUEST = 0.50e-6;
  static final double LOG_GB = 0.50;
  static final double DATA_OUT_GB = 0.09;

  /** A GB in a table with point-in-time recovery, and its copy in an index, for a week. */
  static final double STORED_GB_WEEK = (2 * 0.25 + 0.20) * 7 / 30;

  private ListPrices() {}
}
