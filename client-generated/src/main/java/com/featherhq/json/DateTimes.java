package com.featherhq.json;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates with times as services write them: ISO 8601, with or without seconds' fraction and zone. */
final class DateTimes {

    /** Offsets without a colon or minutes (ISO 8601), the end of a day as 24:00 (ISO 8601), a leap second (RFC 3339 §5.7). */
    private static final Pattern SELDOM = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[Tt](?<hour>\\d\\d):(?<minute>\\d\\d)"
            + "(?::(?<second>\\d\\d)(?<fraction>[.,]\\d{1,9})?)?(?<zone>[Zz]|[+-]\\d\\d(:?\\d\\d)?)?");

    private DateTimes() {}

    /** Python's {@code datetime} without zone is written without one; the service's clock is UTC. */
    static OffsetDateTime parse(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
        try {
            // The one formatter that takes both allocates twice as much, for every date.
            return hasZone(iso)
                    ? OffsetDateTime.parse(iso)
                    : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return parseSeldom(iso, e);
        }
    }

    private static boolean hasZone(String iso) {
        int signs = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
        return signs > 10 || iso.endsWith("Z") || iso.endsWith("z");
    }

    /** A leap second counts as the second before it, as in java.time: no clock of Java's has it. */
    private static OffsetDateTime parseSeldom(String iso, DateTimeException usual) {
        Matcher parts = SELDOM.matcher(iso);
        if (!parts.matches()) {
            throw usual;
        }
        String second = parts.group("second") == null ? "00" : parts.group("second");
        String fraction =
                parts.group("fraction") == null ? "" : parts.group("fraction").replace(',', '.');
        boolean isEndOfDay = (parts.group("hour") + parts.group("minute") + second + fraction).matches("24[0.]+");
        boolean isLeap = second.equals("60");
        LocalDateTime time = LocalDateTime.parse(parts.group(1) + "T" + (isEndOfDay ? "00" : parts.group("hour")) + ":"
                + parts.group("minute") + ":" + (isLeap ? "59" : second) + fraction);
        String zone = parts.group("zone") == null ? "Z" : parts.group("zone");
        return time.plusDays(isEndOfDay ? 1 : 0).atOffset(ZoneOffset.of(zone));
    }

    /** Always with seconds, which RFC 3339 wants and {@link OffsetDateTime#toString} drops when they are zero. */
    static String format(OffsetDateTime value) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value);
    }
}
