package dev.presently.core;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/** Walks all pages of a list and holds one of them at a time. */
final class EveryPage<T> implements Iterator<T> {
  private final Function<Optional<String>, Page<T>> pages;
  private Page<T> page;
  private Iterator<T> items;

  EveryPage(Function<Optional<String>, Page<T>> pages) {
    this.pages = pages;
    this.page = pages.apply(Optional.empty());
    this.items = page.items().iterator();
  }

  @Override
  public boolean hasNext() {
    while (!items.hasNext() && page.next().isPresent()) {
      page = pages.apply(page.next());
      items = page.items().iterator();
    }
    return items.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return items.next();
  }
}
