package com.featherhq.spec.bump;

import com.featherhq.spec.document.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A document that is published at a URL, downloaded within limits.
 *
 * @param largest the most bytes to take; 64 MiB for the command, ten times what a large document has
 * @param longest the most time for all of it; 2 minutes for the command
 */
record Download(long largest, Duration longest) {

    private static final Set<String> TYPES =
            Set.of("application/json", "text/plain", "application/octet-stream", "text/json");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static Download withDefaults() {
        return new Download(64L << 20, Duration.ofMinutes(2));
    }

    /** Whether a document is named by a URL, and not by a file. */
    static boolean isUrl(String document) {
        return document.matches("(?i)https?://.*");
    }

    /** The URL as it may be told of and kept: without query, which may hold a credential. */
    static String origin(String url) {
        return url.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//");
    }

    /**
     * Downloads a document.
     *
     * @throws SpecException if there is none at the URL, or it isn't one that may be taken
     */
    void to(Path file, String url) {
        String name = origin(url);
        requireSafe(url, name);
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL) // never from https to http
                .connectTimeout(longest)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "application/json")
                .build();
        CompletableFuture<Void> written = client.sendAsync(request, BodyHandlers.ofInputStream())
                .thenAcceptAsync(response -> write(response, file, name));
        try {
            written.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            written.cancel(true);
            throw new SpecException(
                    name + " didn't answer in full within " + longest.toSeconds() + " s; try again later.", e);
        } catch (ExecutionException e) {
            throw failure(name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was being downloaded", e);
        }
    }

    private static SpecException failure(String name, @Nullable Throwable cause) {
        return cause instanceof SpecException refused
                ? refused
                : new SpecException(
                        name + " can't be downloaded: " + cause + "; check the URL, or download it and name the file.",
                        cause == null ? new IllegalStateException(name) : cause);
    }

    private static void requireSafe(String url, String name) {
        try {
            URI uri = new URI(url);
            boolean loopback = LOOPBACK.contains(String.valueOf(uri.getHost()));
            if (uri.getHost() == null || uri.getUserInfo() != null) {
                throw new SpecException(name + " is not a URL to download from: it needs a host, and no user name.");
            }
            if (!url.toLowerCase(Locale.ROOT).startsWith("https:") && !loopback) {
                throw new SpecException(
                        name + " is not encrypted: use https, since the document decides what the client sends.");
            }
        } catch (java.net.URISyntaxException e) {
            throw new SpecException(name + " is not a URL: " + e.getReason() + ".", e);
        }
    }

    private void write(HttpResponse<InputStream> response, Path file, String name) {
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new SpecException(
                        name + " answered with " + response.statusCode() + " instead of a document; check the URL.");
            }
            requireJson(response.headers().firstValue("content-type").orElse(""), name);
            byte[] bytes = body.readNBytes((int) largest + 1);
            if (bytes.length > largest) {
                throw new SpecException(
                        name + " is larger than " + largest + " bytes, which no document of this API is.");
            }
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireJson(String contentType, String name) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
            throw new SpecException(
                    name + " is a web page (" + type + "), not a document; name the URL of the JSON itself.");
        }
        if (!type.isEmpty() && !TYPES.contains(type) && !type.endsWith("+json")) {
            throw new SpecException(name + " is " + type + ", not JSON; name the URL of the JSON itself.");
        }
    }
}
