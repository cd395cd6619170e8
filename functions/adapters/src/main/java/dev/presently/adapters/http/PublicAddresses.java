package dev.presently.adapters.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses of the public internet. IPv4: all but IANA's special-purpose blocks (RFC 6890),
 * multicast and class E. IPv6: global unicast (RFC 4291) without its special blocks. Addresses that
 * embed an IPv4 address, mapped or translated, are outside of these blocks or in a special one.
 */
final class PublicAddresses {
  private static final List<CidrBlock> SPECIAL_IPV4 =
      blocks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8", // loopback
          "168.63.129.16/32", // Azure's platform services
          "169.254.0.0/16", // link-local, with the metadata services of most clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.31.196.0/24", // AS112
          "192.52.193.0/24", // AMT
          "192.88.99.0/24", // relays of 6to4
          "192.168.0.0/16", // private
          "192.175.48.0/24", // AS112
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // class E, and broadcast

  private static final CidrBlock GLOBAL_IPV6 = CidrBlock.parse("2000::/3");

  private static final List<CidrBlock> SPECIAL_IPV6 =
      blocks(
          "2001::/23", // protocol assignments: Teredo, benchmarks, ORCHID, AMT, DRIP
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4
          "2620:4f:8000::/48", // AS112
          "3ffe::/16", // the former 6bone
          "3fff::/20"); // documentation

  private record CidrBlock(int bytes, int hostBits, BigInteger prefix) {
    /** Reads {@code 10.0.0.0/8} or {@code 2002::/16}. */
    static CidrBlock parse(String text) {
      int slash = text.indexOf('/');
      byte[] first = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
      int hostBits = first.length * Byte.SIZE - Integer.parseInt(text.substring(slash + 1));
      return new CidrBlock(first.length, hostBits, new BigInteger(1, first).shiftRight(hostBits));
    }

    boolean contains(byte[] address) {
      return address.length == bytes
          && new BigInteger(1, address).shiftRight(hostBits).equals(prefix);
    }
  }

  private PublicAddresses() {}

  static boolean include(InetAddress address) {
    return include(address.getAddress());
  }

  /** False unless there are four or sixteen bytes. */
  static boolean include(byte[] address) {
    return switch (address.length) {
      case 4 -> noneOf(SPECIAL_IPV4, address);
      case 16 -> GLOBAL_IPV6.contains(address) && noneOf(SPECIAL_IPV6, address);
      default -> false;
    };
  }

  private static boolean noneOf(List<CidrBlock> blocks, byte[] address) {
    return blocks.stream().noneMatch(block -> block.contains(address));
  }

  private static List<CidrBlock> blocks(String... prefixes) {
    return Stream.of(prefixes).map(CidrBlock::parse).toList();
  }
}
