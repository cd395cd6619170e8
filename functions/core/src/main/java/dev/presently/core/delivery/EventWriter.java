package dev.presently.core.delivery;

/** Writes an event down as what a receiver reads: the same event always gives the same bytes. */
public interface EventWriter {
  String write(Event event);
}
