package dev.presently.core.delivery;

/** Writes an event as a request body: the same event always gives the same bytes. */
public interface EventWriter {
  String write(Event event);
}
