package dev.presently.e2e.browser;

/** A window's size in CSS pixels, and the colors that its user prefers. */
enum Look {
  WIDE_LIGHT(1280, 900, "light"),
  WIDE_DARK(1280, 900, "dark"),
  NARROW_LIGHT(360, 740, "light"),
  NARROW_DARK(360, 740, "dark");

  final int width;
  final int height;
  final String colors;

  Look(int width, int height, String colors) {
    this.width = width;
    this.height = height;
    this.colors = colors;
  }
}
