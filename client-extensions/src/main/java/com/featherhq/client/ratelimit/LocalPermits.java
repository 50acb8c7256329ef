package com.featherhq.client.ratelimit;

import java.time.Duration;

/** The permits of this process. Thread-safe. */
final class LocalPermits implements Permits {

    private final Pace pace = new Pace();
    private final GcraBucket all;
    private final GcraBucket bulk;
    private final Ticker ticker;
    private final long origin;

    LocalPermits(Rates rates, Ticker ticker) {
        this.all = new GcraBucket(rates.all(), pace);
        this.bulk = new GcraBucket(rates.bulk(), pace);
        this.ticker = ticker;
        this.origin = ticker.nanos();
    }

    private long now() {
        return ticker.nanos() - origin;
    }

    private GcraBucket bucket(From from) {
        return from == From.BULK ? bulk : all;
    }

    @Override
    public boolean takeNow(From from, int permits) {
        return bucket(from).take(now(), permits, 0) == 0;
    }

    @Override
    public void take(Lane lane, From from, int permits, long atMostNanos, Answer answer) {
        long now = now();
        long wait = bucket(from).take(now, permits, atMostNanos);
        answer.taken(new Taken(wait, now + wait, false));
    }

    @Override
    public void giveBack(From from, int permits, Taken taken) {
        bucket(from).giveBack(now(), permits, taken.due());
    }

    @Override
    public boolean slowDown(Duration pause) {
        long now = now();
        if (!pace.lower(now, pause)) {
            return false;
        }
        all.pause(now, pause);
        return true;
    }

    /** Lets the first permits of a bucket be due no earlier than in {@code waitNanos}. */
    LocalPermits notBefore(From from, long waitNanos) {
        bucket(from).notBefore(now() + waitNanos);
        return this;
    }

    /** Returns how many permits of a bucket were taken whose time has not come. */
    int owed(From from) {
        return bucket(from).owed(now());
    }
}
