package com.featherhq.client;

import com.featherhq.json.Drift;
import com.featherhq.json.DriftListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts where responses depart from the API document, so that a team sees the service move before it breaks them.
 *
 * <p>Counts at most 1,000 places, and what comes after those together. Thread-safe.
 */
public final class DriftCounter implements DriftListener {

    private static final int MOST_PLACES = 1_000;
    private static final Pattern INDEX = Pattern.compile("/\\d+(?=/|$)");

    private final Map<Place, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder elsewhere = new LongAdder();

    /** Makes a counter at zero. */
    public DriftCounter() {}

    /**
     * A place where responses depart from the document.
     *
     * @param operation the HTTP method and path template
     * @param kind how they depart
     * @param pointer where, as a JSON Pointer with {@code *} for the index of an element: {@code /items/*}{@code /name}
     */
    public record Place(String operation, Drift.Kind kind, String pointer) {}

    @Override
    public void onDrift(String operation, Drift drift) {
        Place place = new Place(
                operation, drift.kind(), INDEX.matcher(drift.pointer()).replaceAll("/*"));
        LongAdder count = counts.get(place);
        if (count == null && counts.size() < MOST_PLACES) {
            count = counts.computeIfAbsent(place, added -> new LongAdder());
        }
        (count == null ? elsewhere : count).increment();
    }

    /** Returns how often responses departed, by place. A copy. */
    public Map<Place, Long> counts() {
        return counts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    /** Returns how often responses departed at places that are not counted by themselves. */
    public long elsewhere() {
        return elsewhere.sum();
    }

    /** Returns for example {@code DriftCounter[3 places]}. */
    @Override
    public String toString() {
        return "DriftCounter[" + counts.size() + " places]";
    }
}
