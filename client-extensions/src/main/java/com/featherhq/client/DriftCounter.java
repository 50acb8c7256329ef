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
 * <pre>{@code
 * DriftCounter drift = new DriftCounter();
 * FeatherClient observed =
 *         FeatherClient.builder().apiKey(key).baseUrl(url).driftListener(drift).build();
 * // … calls …
 * drift.counts().forEach((place, count) -> System.out.println(place + ": " + count));
 * }</pre>
 *
 * <p>Counts at most 1,000 places by themselves, cut after 200 characters, which takes less than 1 MB; {@code toString()} says how often responses departed elsewhere.
 * Thread-safe.
 */
public final class DriftCounter implements DriftListener {

    private static final int MOST_PLACES = 1_000;

    /** Property names are the server's to choose. With this, all places together take less than a megabyte. */
    private static final int LONGEST_NAME = 200;

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
        String pointer = INDEX.matcher(cut(drift.pointer())).replaceAll("/*");
        Place place = new Place(cut(operation), drift.kind(), pointer);
        LongAdder count = counts.get(place);
        if (count == null && counts.size() < MOST_PLACES) {
            count = counts.computeIfAbsent(place, added -> new LongAdder());
        }
        (count == null ? elsewhere : count).increment();
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    /** Returns how often responses departed, by place. A copy. */
    public Map<Place, Long> counts() {
        return counts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    /** Returns for example {@code DriftCounter[3 places, 0 times elsewhere]}. */
    @Override
    public String toString() {
        return "DriftCounter[" + counts.size() + " places, " + elsewhere.sum() + " times elsewhere]";
    }
}
