package com.featherhq.client.recordings;

import java.time.Instant;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What tells two versions of a stored object apart, as a value for {@code If-Range} (RFC 9110, 13.1.5). */
final class Validator {

    /** Not weak, and of characters that may stand in a request header. */
    private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]*\"");

    private Validator() {}

    /** Returns the strong ETag, or else a Last-Modified that is at least a second older than the answer, or null. */
    static @Nullable String of(Response response) {
        String etag = response.header("ETag");
        if (etag != null && STRONG.matcher(etag).matches()) {
            return etag;
        }
        Instant modified = response.headers().getInstant("Last-Modified");
        Instant date = response.headers().getInstant("Date");
        boolean strong = modified != null && date != null && modified.isBefore(date);
        return strong ? response.header("Last-Modified") : null;
    }
}
