package com.featherhq.client.recordings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The {@code Content-Range} of a 206: the first and last byte in the body, and the size of the whole if it is said. */
record ContentRange(long first, long last, @Nullable Long total) {

    private static final Pattern SYNTAX = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /** Returns null if there is none, or none that makes sense. */
    static @Nullable ContentRange of(Response response) {
        String header = response.header("Content-Range");
        Matcher matcher = SYNTAX.matcher(header == null ? "" : header.trim());
        if (!matcher.matches()) {
            return null;
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        Long total = matcher.group(3).equals("*") ? null : Long.valueOf(matcher.group(3));
        boolean sound = first <= last && (total == null || last < total);
        return sound ? new ContentRange(first, last, total) : null;
    }
}
