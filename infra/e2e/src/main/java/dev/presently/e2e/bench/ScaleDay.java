package dev.presently.e2e.bench;

import dev.presently.adapters.dynamodb.LaneShards;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.LaneId;
import dev.presently.core.delivery.LaneSubject;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.MaxConcurrency;
import dev.presently.core.webhook.WebhookId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A day of a large deployment, change by change, with a fixed seed: each session has one webhook,
 * and one more webhook gets all changes. Lanes, their shards, pauses and waits are those of the
 * code. Sizes of sessions follow a power law, contacts of a session too, and the rate of changes a
 * sine over the day.
 */
final class ScaleDay {
  static final int SECONDS = 24 * 60 * 60;

  /** Requests that SendWebhook has open at one receiver at once, by default. */
  static final int REQUESTS =
      ScaleBench.SENDERS * MaxConcurrency.DEFAULT.ofEach(ScaleBench.SENDERS);

  private static final int GUESSES = 1 << 12;
  private static final double SIZES = 0.8;
  private static final double SWING = 0.9;
  private static final Instant MIDNIGHT = Instant.parse("2026-01-15T00:00:00Z");

  private final long changes;
  private final SplittableRandom random;
  private final int[] first;
  private final int[] size;
  private final double[] upTo;
  private final int[] guess = new int[GUESSES];
  private final byte[] shard;
  private final byte[] shardOfAll;
  private final TreeMap<Integer, DeadReceiver> dead = new TreeMap<>();

  private final int[] ofSession;
  private final int[] ofShard;
  private final int[] ofShardOfAll = new int[LaneShards.COUNT];
  private final double[] backlog;
  private final boolean[] isBehind;

  long total;
  long delivered;
  long parked;
  long parkingWrites;
  int peak;
  int hottestSession;
  int hottestShard;
  int hottestShardOfAll;
  double longestWait;
  double longestQueue;

  ScaleDay(long changes, int contacts, int webhooks, double deadShare, long seed) {
    this.changes = changes;
    this.random = new SplittableRandom(seed);
    first = new int[webhooks + 1];
    size = new int[webhooks];
    upTo = new double[webhooks];
    shard = new byte[contacts];
    shardOfAll = new byte[contacts];
    ofSession = new int[webhooks];
    ofShard = new int[webhooks * LaneShards.COUNT];
    backlog = new double[webhooks];
    isBehind = new boolean[webhooks];
    sizeSessions(contacts);
    placeLanes();
    while (dead.size() < Math.round(webhooks * deadShare)) {
      int webhook = random.nextInt(webhooks);
      dead.computeIfAbsent(webhook, w -> new DeadReceiver(size[w], random.split()));
    }
  }

  private void sizeSessions(int contacts) {
    double sum = 0;
    for (int i = 0; i < size.length; i++) {
      sum += Math.pow(i + 1, -SIZES);
      upTo[i] = sum;
    }
    for (int i = 0; i < size.length; i++) {
      upTo[i] /= sum;
      first[i + 1] = (int) Math.round(contacts * upTo[i]);
      size[i] = first[i + 1] - first[i];
    }
    int session = 0;
    for (int i = 0; i < GUESSES; i++) {
      while (upTo[session] < i / (double) GUESSES) {
        session++;
      }
      guess[i] = session;
    }
  }

  private void placeLanes() {
    var webhookOfAll = new WebhookId(size.length + 1);
    for (int session = 0; session < size.length; session++) {
      var name = new SessionName("session-" + session);
      for (int contact = first[session]; contact < first[session + 1]; contact++) {
        var jid = Jid.parse("55%010d@s.whatsapp.net".formatted(contact));
        String lane = LaneSubject.of(PresenceKey.of(name, jid), Optional.empty()).lane();
        shard[contact] = (byte) LaneShards.of(LaneId.of(new WebhookId(session + 1), lane));
        shardOfAll[contact] = (byte) LaneShards.of(LaneId.of(webhookOfAll, lane));
      }
    }
  }

  /** Runs the day; the sender may attempt so many deliveries at a time. */
  void run(double attemptsAtATime) {
    double queue = 0;
    for (int second = 0; second < SECONDS; second++) {
      int count = changesIn(second);
      Instant now = MIDNIGHT.plusSeconds(second);
      long before = delivered;
      for (int i = 0; i < count; i++) {
        change(now);
      }
      dead.values().forEach(receiver -> receiver.pass(now));
      peak = Math.max(peak, count);
      total += count;
      queue = Math.max(0, queue + delivered - before - attemptsAtATime / ScaleWork.ATTEMPT);
      longestQueue = Math.max(longestQueue, queue);
      endOfSecond();
    }
  }

  /** Poisson, for counts of hundreds and more. */
  private int changesIn(int second) {
    double angle = 2 * Math.PI * (second / (double) SECONDS - 0.375);
    double mean = changes / (double) SECONDS * (1 + SWING * Math.sin(angle));
    return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
  }

  private void change(Instant now) {
    int session = session(random.nextDouble());
    double chance = random.nextDouble();
    int contact = (int) (size[session] * chance * chance);
    int place = first[session] + contact;
    ofSession[session]++;
    ofShardOfAll[shardOfAll[place]]++;
    DeadReceiver receiver = dead.get(session);
    if (receiver == null) {
      delivered++;
      ofShard[session * LaneShards.COUNT + shard[place]]++;
      backlog[session]++;
    } else {
      parked++;
      parkingWrites += receiver.park(contact, now);
      // The index holds the superseded delivery and the new one.
      ofShard[session * LaneShards.COUNT + shard[place]] += 2;
    }
  }

  private int session(double chance) {
    int session = guess[(int) (chance * GUESSES)];
    while (upTo[session] < chance) {
      session++;
    }
    return session;
  }

  private void endOfSecond() {
    for (int i = 0; i < ofShardOfAll.length; i++) {
      hottestShardOfAll = Math.max(hottestShardOfAll, ofShardOfAll[i]);
      ofShardOfAll[i] = 0;
    }
    for (int session = 0; session < ofSession.length; session++) {
      hottestSession = Math.max(hottestSession, ofSession[session]);
      if (ofSession[session] > 0) {
        for (int i = session * LaneShards.COUNT; i < (session + 1) * LaneShards.COUNT; i++) {
          hottestShard = Math.max(hottestShard, ofShard[i]);
          ofShard[i] = 0;
        }
      }
      if (ofSession[session] > 0 || isBehind[session]) {
        isBehind[session] = serve(session);
      }
      ofSession[session] = 0;
    }
  }

  /** Returns whether any is left behind. */
  private boolean serve(int session) {
    backlog[session] = Math.max(0, backlog[session] - REQUESTS / ScaleWork.ATTEMPT);
    longestWait = Math.max(longestWait, backlog[session] * ScaleWork.ATTEMPT / REQUESTS);
    return backlog[session] > 0;
  }

  /** The share of all changes that the largest session has. */
  double largest() {
    return upTo[0];
  }

  Map<Integer, DeadReceiver> dead() {
    return dead;
  }
}
