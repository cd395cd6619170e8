package dev.presently.local.engine;

/** State of a stub's connection to WhatsApp. */
public enum ConnectionState {
  STOPPED,
  STARTING,
  /** Waits until its QR code is scanned. */
  SCAN_QR,
  CONNECTED,
  /** Was connected, and connects again by itself. */
  RECONNECTING
}
