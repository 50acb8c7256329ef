package com.featherhq.json;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Dates with times as the service writes them: ISO 8601, with or without seconds' fraction and zone. */
final class DateTimes {

    private DateTimes() {}

    /** Python's {@code datetime} without zone is written without one; the service's clock is UTC. */
    static OffsetDateTime parse(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        // The one formatter that takes both allocates twice as much, for every date.
        return hasZone(iso)
                ? OffsetDateTime.parse(iso)
                : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
    }

    private static boolean hasZone(String iso) {
        int signs = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
        return signs > 10 || iso.endsWith("Z") || iso.endsWith("z");
    }

    /** Always with seconds, which RFC 3339 wants and {@link OffsetDateTime#toString} drops when they are zero. */
    static String format(OffsetDateTime value) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value);
    }
}
