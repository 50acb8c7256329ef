package com.featherhq.it;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts what was done and keeps what failed. Thread-safe. */
final class CallTally {

    private static final int SHOWN = 12;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, Collection<String>> distinct = new ConcurrentHashMap<>();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    /** @param cause which kind; the same words for all of a kind */
    record Failure(String cause, String place, String detail) {

        @Override
        public String toString() {
            return place + ": " + detail;
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

    /** The failures' causes with how many there are of each, and the first of each. Empty if there are none. */
    String failures() {
        if (failures.isEmpty()) {
            return "";
        }
        Map<String, List<Failure>> byCause = failures.stream()
                .sorted(Comparator.comparing(Failure::toString))
                .collect(Collectors.groupingBy(Failure::cause, TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder("%d failures%n".formatted(failures.size()));
        byCause.forEach((cause, all) -> {
            text.append("%s, %d times:%n".formatted(cause, all.size()));
            all.stream().distinct().limit(SHOWN).forEach(failure -> text.append("  %s%n".formatted(failure)));
        });
        return text.toString();
    }

    /** The failures' causes, one a line, each with how many there are and the first of them. Empty if there are none. */
    String causes() {
        Map<String, List<Failure>> byCause =
                failures.stream().collect(Collectors.groupingBy(Failure::cause, TreeMap::new, Collectors.toList()));
        return byCause.entrySet().stream()
                .map(cause -> "%s, %d times, first %s"
                        .formatted(
                                cause.getKey(),
                                cause.getValue().size(),
                                cause.getValue().get(0)))
                .collect(Collectors.joining("\n"));
    }

    int failed() {
        return failures.size();
    }
}
