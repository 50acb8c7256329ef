package com.featherhq.client.files;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The storage behind signed URLs, and when another URL is asked for: never more of them than needed. */
final class UrlRemote implements Remote {

    private final String name;
    private final SignedUrl.Provider urls;
    private final Storage storage;
    private final StopSignal stop;
    private @Nullable SignedUrl lease;
    private int requests;
    private boolean refused;
    private boolean replacesRefused;
    private boolean sizeDisputed;
    private boolean sizeWrong;

    UrlRemote(String name, SignedUrl.Provider urls, Storage storage, StopSignal stop) {
        this.name = name;
        this.urls = urls;
        this.storage = storage;
        this.stop = stop;
    }

    @Override
    public Answer send(long offset, @Nullable String validator) throws IOException {
        HttpUrl url = HttpUrl.parse(forRequest().url());
        if (url == null) {
            throw failure("its URL is not an http or https URL.");
        }
        Call call = storage.call(url, offset, validator);
        stop.onStop(call::cancel);
        return new Answer(Storage.send(call), call::cancel);
    }

    /** Returns the URL for the next request. The first one is used as it comes, even with no time left on it. */
    private SignedUrl forRequest() {
        SignedUrl current = held();
        if (refused || sizeWrong || (requests > 0 && isOver(current))) {
            current = take(current);
            requests = 0;
            replacesRefused = refused;
            refused = false;
            sizeWrong = false;
        }
        requests++;
        return current;
    }

    private static boolean isOver(SignedUrl url) {
        return url.remaining().isZero() || url.remaining().isNegative();
    }

    @Override
    public @Nullable Long bytes() {
        Long bytes = held().bytes();
        return bytes == null || bytes < 0 ? null : bytes;
    }

    /** Fails if the URL can't be the reason, or was made in place of a refused one and is refused at its first request. */
    @Override
    public void refused(int status) {
        if (!mayBeTheUrl(status) && !(status / 100 == 4 && isOver(held()))) {
            throw failure("the storage answered with HTTP status " + status + ".");
        }
        if (replacesRefused && requests == 1) {
            throw failure("the storage refused the fresh URL too, with HTTP status " + status + ".");
        }
        refused = true;
    }

    /**
     * Returns whether a fresh URL may cure the refusal, before the time of this one is over: 403 and 410, 400 (S3 and Google
     * answer an expired token with it) and 401 (as some CDNs do).
     */
    static boolean mayBeTheUrl(int status) {
        return switch (status) {
            case 400, 401, 403, 410 -> true;
            default -> false;
        };
    }

    /** A URL may be older than the object: one fresh one settles who is right. */
    @Override
    public boolean isDisputed(@Nullable Long total) {
        Long expected = bytes();
        if (expected == null || total == null || expected.equals(total)) {
            return false;
        }
        if (sizeDisputed) {
            throw failure("the service says it has " + expected + " bytes, but the storage says " + total + ".");
        }
        sizeDisputed = true;
        sizeWrong = true;
        return true;
    }

    private SignedUrl held() {
        SignedUrl current = lease;
        return current == null ? take(null) : current;
    }

    private SignedUrl take(@Nullable SignedUrl unwanted) {
        SignedUrl taken = stop.awaitUnlessStopped(urls.request(unwanted).toCompletableFuture());
        if (taken == null) {
            throw new FileDownloadException(name, "it was stopped: " + stop.reason() + ".", true, null);
        }
        lease = taken;
        return taken;
    }

    private FileDownloadException failure(String problem) {
        return new FileDownloadException(name, problem, false, null);
    }
}
