package com.featherhq.client.files;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The version of a stored object whose bytes are being collected.
 *
 * @param validator what proves that two answers come from the same version; null if the storage gives nothing to prove it
 * @param total its size in bytes; null if that is only known at its end
 * @param sha256 its SHA-256 in hexadecimal; null if nobody says
 */
record StoredVersion(
        @Nullable String validator,
        @Nullable Long total,
        @Nullable String sha256) {

    /** Not weak, and of characters that may stand in a request header. */
    private static final Pattern STRONG_ETAG = Pattern.compile("\"[\\x21\\x23-\\x7e]*\"");

    /**
     * Returns what tells two versions apart, as a value for {@code If-Range} (RFC 9110, 13.1.5): the strong ETag, or else a
     * Last-Modified that is at least a second older than the answer, or null.
     */
    static @Nullable String validator(Response response) {
        String etag = response.header("ETag");
        if (etag != null && STRONG_ETAG.matcher(etag).matches()) {
            return etag;
        }
        Instant modified = response.headers().getInstant("Last-Modified");
        Instant date = response.headers().getInstant("Date");
        boolean strong = modified != null && date != null && modified.isBefore(date);
        return strong ? response.header("Last-Modified") : null;
    }

    /** Returns whether bytes of {@code other} can stand beside bytes of this one: only with proof. */
    boolean isProvably(StoredVersion other) {
        return validator != null
                && validator.equals(other.validator)
                && agree(total, other.total)
                && agree(sha256, other.sha256);
    }

    private static boolean agree(@Nullable Object mine, @Nullable Object other) {
        return mine == null || other == null || mine.equals(other);
    }

    /** Returns this version with what another answer of it said. */
    StoredVersion with(StoredVersion later) {
        return new StoredVersion(
                validator, later.total == null ? total : later.total, later.sha256 == null ? sha256 : later.sha256);
    }

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
}
