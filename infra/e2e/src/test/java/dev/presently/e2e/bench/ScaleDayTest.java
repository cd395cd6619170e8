package dev.presently.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleDayTest {
  private static ScaleDay day(long seed) {
    var day = new ScaleDay(500_000, 20_000, 100, 0.05, seed);
    day.run(500);
    return day;
  }

  @Test
  void theSameSeedMakesTheSameDay() {
    ScaleDay day = day(1);
    ScaleDay again = day(1);

    assertThat(again.total).isEqualTo(day.total).isBetween(490_000L, 510_000L);
    assertThat(again.parkingWrites).isEqualTo(day.parkingWrites);
    assertThat(day(2).parkingWrites).isNotEqualTo(day.parkingWrites);
  }

  @Test
  void everyChangeIsDeliveredOrWaitsAndADeadReceiverIsAskedSeldom() {
    ScaleDay day = day(1);

    assertThat(day.delivered + day.parked).isEqualTo(day.total);
    assertThat(day.dead()).hasSize(5);
    assertThat(day.dead().values())
        .allSatisfy(receiver -> assertThat(receiver.attempts()).isBetween(20, 40))
        .anySatisfy(receiver -> assertThat(receiver.superseded()).isPositive());
  }
}
