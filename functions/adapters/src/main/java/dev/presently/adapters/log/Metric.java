package dev.presently.adapters.log;

/** The metrics of Presently in CloudWatch, by the names that alarms and the dashboard use. */
public enum Metric {
  /** Changes of presence, of sessions' status and so on that the relay sent as events. */
  CHANGES("Changes", Unit.COUNT),
  /** Changes before which a contact's {@code seq} did not grow by one. */
  SEQ_GAPS("SeqGaps", Unit.COUNT),
  DELIVERIES_DELIVERED("DeliveriesDelivered", Unit.COUNT),
  /** Attempts that failed and will be repeated. */
  DELIVERIES_RETRYING("DeliveriesRetrying", Unit.COUNT),
  DELIVERIES_DEAD("DeliveriesDead", Unit.COUNT),
  DELIVERIES_SUPERSEDED("DeliveriesSuperseded", Unit.COUNT),
  DELIVERIES_DISCARDED("DeliveriesDiscarded", Unit.COUNT),
  /** From the event to its delivery at once, to a receiver that answers quickly. */
  DELIVERY_TIME("DeliveryTime", Unit.MILLISECONDS),
  /** From the event to its delivery after it was parked: the receiver was new, slow or failed. */
  PARKED_DELIVERY_TIME("ParkedDeliveryTime", Unit.MILLISECONDS),
  /** Webhooks with parked deliveries, each minute. */
  WEBHOOKS_WAITING("WebhooksWaiting", Unit.COUNT),
  /** Those of them that wait for the end of a pause, because their receivers fail. */
  WEBHOOKS_PAUSED("WebhooksPaused", Unit.COUNT),
  /** For how long the one of them that has failed longest has not accepted a delivery. */
  LONGEST_FAILURE("LongestFailure", Unit.SECONDS);

  /** As CloudWatch names it. */
  enum Unit {
    COUNT("Count"),
    MILLISECONDS("Milliseconds"),
    SECONDS("Seconds");

    final String word;

    Unit(String word) {
      this.word = word;
    }
  }

  private final String label;
  private final Unit unit;

  Metric(String label, Unit unit) {
    this.label = label;
    this.unit = unit;
  }

  /** The name in CloudWatch. */
  public String label() {
    return label;
  }

  Unit unit() {
    return unit;
  }
}
