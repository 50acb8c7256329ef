package com.featherhq.client.files;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.Request;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Invocation;

/**
 * A file that can be downloaded: behind signed URLs, or answered by a call of the API. Immutable; thread-safe if what is given
 * to it is.
 *
 * <p>The name is said in messages. It also says whether two sources are the same file: a download that was not finished is
 * continued by one of the same name to the same target.
 *
 * @see FileDownloads
 */
public final class FileSource {

    /** Makes what one download sends its requests through. */
    @FunctionalInterface
    private interface Opener {
        Remote open(DownloadSettings settings, StopSignal stop);
    }

    private final String name;
    private final String identity;
    private final Opener opener;

    private FileSource(String name, String identity, Opener opener) {
        this.name = name;
        this.identity = Digests.sha256Hex(identity);
        this.opener = opener;
    }

    /**
     * Returns a file behind signed URLs. The supplier is asked for the first one, and again when the storage refuses it; it is
     * called on the thread that downloads, and what it throws ends the download.
     *
     * @param name what is downloaded, such as {@code "export 42"}
     */
    public static FileSource url(String name, Supplier<String> url) {
        Objects.requireNonNull(url, "url");
        return signedUrls(name, unwanted -> {
            String given = Objects.requireNonNull(url.get(), "The supplier of the URL returned null.");
            return CompletableFuture.completedFuture(() -> given);
        });
    }

    /** Returns a file behind signed URLs of which more is known: until when they are valid, or how large the file is. */
    public static FileSource signedUrls(String name, SignedUrl.Provider urls) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(urls, "urls");
        return new FileSource(name, name, (settings, stop) -> new UrlRemote(name, urls, settings.storage(), stop));
    }

    /**
     * Returns what a call of the API answers. The call itself is not made; clones of it are. Its file is told from others by the
     * URL, query included: where that changes, as by a token in it, use {@link #call(String, Supplier)}.
     */
    public static FileSource call(Call<ResponseBody> call) {
        Request request = call.request();
        Invocation invocation = request.tag(Invocation.class);
        String name = invocation == null
                ? "The file"
                : invocation.method().getDeclaringClass().getSimpleName() + "."
                        + invocation.method().getName();
        return new FileSource(name, request.method() + " " + request.url(), opener(name, call::clone));
    }

    /**
     * Returns what a call of the API answers; a new one for each request, on the thread that downloads. What the supplier throws
     * ends the download.
     *
     * @param name what is downloaded, such as {@code "export 42"}
     */
    public static FileSource call(String name, Supplier<Call<ResponseBody>> call) {
        Objects.requireNonNull(name, "name");
        return new FileSource(name, name, opener(name, Objects.requireNonNull(call, "call")));
    }

    private static Opener opener(String name, Supplier<Call<ResponseBody>> calls) {
        return (settings, stop) -> new CallRemote(name, calls, settings, stop);
    }

    String name() {
        return name;
    }

    /** Returns what tells the file from others, in a form that gives nothing away. */
    String identity() {
        return identity;
    }

    Remote open(DownloadSettings settings, StopSignal stop) {
        return opener.open(settings, stop);
    }

    @Override
    public String toString() {
        return "FileSource[" + name + "]";
    }
}
