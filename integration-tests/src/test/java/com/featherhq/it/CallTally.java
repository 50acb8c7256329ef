package com.featherhq.it;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was done and keeps what failed. Thread-safe. */
final class CallTally {

    private static final int SHOWN = 40;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Collection<String>> distinct = new ConcurrentHashMap<>();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    /** @param cause which kind; the same words for all of a kind */
    record Failure(String cause, String place, String detail) {

        @Override
        public String toString() {
            return cause + ": " + place + ": " + detail;
        }
    }

    void count(String what) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    long counted(String what) {
        LongAdder count = counts.get(what);
        return count == null ? 0 : count.sum();
    }

    /** Counts each of them once. */
    void countDistinct(String what, String which) {
        distinct.computeIfAbsent(what, key -> ConcurrentHashMap.newKeySet()).add(which);
    }

    long distinct(String what) {
        return distinct.getOrDefault(what, List.of()).size();
    }

    void fail(String cause, String place, String detail) {
        failures.add(new Failure(cause, place, detail.replaceAll("\\s+", " ")));
    }

    /** The failures' causes with how many there are of each, and the first failures. Empty if there are none. */
    String failures() {
        if (failures.isEmpty()) {
            return "";
        }
        Map<String, Integer> causes = new TreeMap<>();
        failures.forEach(failure -> causes.merge(failure.cause(), 1, Integer::sum));
        StringBuilder text = new StringBuilder("%d failures %s%n".formatted(failures.size(), causes));
        failures.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .limit(SHOWN)
                .forEach(failure -> text.append("  %s%n".formatted(failure)));
        return text.toString();
    }

    int failed() {
        return failures.size();
    }
}
