package com.featherhq.it;

import com.featherhq.client.ApiResponse;
import com.featherhq.client.retry.Attempt;
import com.featherhq.model.RecordingPlaybackResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The answer to a playback URL request as lines for people. */
final class PlaybackReport {

    private PlaybackReport() {}

    /** Returns the lines, each with its end. */
    static String of(UUID recording, ApiResponse<RecordingPlaybackResponse> response) {
        return of(recording, response.value(), response.attempts());
    }

    static String of(UUID recording, RecordingPlaybackResponse answer, List<Attempt> attempts) {
        return line("recording", recording.toString())
                + line("status", answer.getStatus())
                + line("duration", duration(answer.getDurationMs()))
                + line("size", size(answer.getBytes()))
                + line("expires in", seconds(answer.getExpiresIn()))
                + line("url", masked(answer.getUrl()))
                + line("attempts", attempts(attempts).strip());
    }

    private static String line(String name, @Nullable String value) {
        return String.format(Locale.ROOT, "  %-11s %s%n", name, value == null ? "not known" : value);
    }

    private static @Nullable String duration(@Nullable Long millis) {
        return millis == null ? null : words(Duration.ofMillis(millis));
    }

    private static @Nullable String seconds(@Nullable Long seconds) {
        return seconds == null ? null : words(Duration.ofSeconds(seconds));
    }

    private static String words(Duration duration) {
        String hours = duration.toHours() == 0 ? "" : duration.toHours() + " h ";
        String minutes = duration.toMinutes() == 0 ? "" : duration.toMinutesPart() + " min ";
        return hours + minutes + duration.toSecondsPart() + " s";
    }

    private static @Nullable String size(@Nullable Long bytes) {
        return bytes == null ? null : String.format(Locale.ROOT, "%.1f MB (%,d bytes)", bytes / 1e6, bytes);
    }

    /** Returns the URL without what makes it a credential: the values of its query, and a user name and password. */
    static String masked(@Nullable String url) {
        if (url == null) {
            return "none: the recording can't be played (yet)";
        }
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null) {
            return "not an HTTP URL (" + url.length() + " characters)";
        }
        String query = parsed.queryParameterNames().stream()
                .map(name -> name + "=***")
                .collect(Collectors.joining("&", "?", ""));
        HttpUrl path = parsed.newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .build();
        return parsed.querySize() == 0 ? path.toString() : path + query;
    }

    private static String attempts(List<Attempt> attempts) {
        return attempts.stream()
                .map(Attempt::toString)
                .collect(Collectors.joining(System.lineSeparator() + " ".repeat(14)));
    }
}
