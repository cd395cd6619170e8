package dev.presently.adapters.http;

import java.net.InetAddress;

/** All addresses that begin with the same bits. */
final class CidrBlock {
  private final byte[] first;
  private final int bits;

  private CidrBlock(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /** Reads {@code 10.0.0.0/8} or {@code 2002::/16}. */
  static CidrBlock parse(String prefix) {
    int slash = prefix.indexOf('/');
    return new CidrBlock(
        InetAddress.ofLiteral(prefix.substring(0, slash)).getAddress(),
        Integer.parseInt(prefix.substring(slash + 1)));
  }

  /** An address of the other family is in no block. */
  boolean contains(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      if (((address[bit / 8] ^ first[bit / 8]) & (0x80 >> bit % 8)) != 0) {
        return false;
      }
    }
    return true;
  }
}
