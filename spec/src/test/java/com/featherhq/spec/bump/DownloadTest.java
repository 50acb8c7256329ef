package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.featherhq.spec.document.SpecException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DownloadTest {

    @TempDir
    Path folder;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/openapi.json", 200, "application/json; charset=utf-8", "{\"a\": 1}");
        serve("/plain", 200, "text/plain", "{}");
        serve("/page", 200, "text/html; charset=utf-8", "<html>");
        serve("/yaml", 200, "application/yaml", "openapi: 3.1.0");
        serve("/gone", 404, "application/json", "{}");
        server.createContext("/never", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("location", "/openapi.json");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        stopped.countDown();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"/openapi.json?token=secret", "/moved"})
    void to_whenDocumentIsThere_writesItsBytes(String path) {
        Path file = folder.resolve("new.json");

        download(file, url(path));

        assertThat(file).hasContent("{\"a\": 1}");
    }

    @Test
    void to_whenTypeIsNoMoreThanText_takesIt() {
        download(folder.resolve("new.json"), url("/plain"));

        assertThat(folder.resolve("new.json")).hasContent("{}");
    }

    @Test
    void to_whenItIsAWebPage_saysSo() {
        assertRefused(
                url("/page"),
                url("/page") + " is a web page (text/html), not a document; name the URL of the JSON itself.");
    }

    @Test
    void to_whenItIsYaml_saysSo() {
        assertRefused(url("/yaml"), url("/yaml") + " is application/yaml, not JSON; name the URL of the JSON itself.");
    }

    @Test
    void to_whenNothingIsThere_saysTheStatusWithoutTheQuery() {
        assertRefused(
                url("/gone?token=secret"), url("/gone") + " answered with 404 instead of a document; check the URL.");
    }

    @Test
    void to_whenItIsTooLarge_stops() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() ->
                        new Download(5, Duration.ofMinutes(1)).to(folder.resolve("new.json"), url("/openapi.json")))
                .withMessage(url("/openapi.json") + " is larger than 5 bytes, which no document of this API is.");
    }

    @Test
    void to_whenItNeverEnds_stops() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(
                        () -> new Download(1000, Duration.ofSeconds(1)).to(folder.resolve("new.json"), url("/never")))
                .withMessage(url("/never") + " didn't answer in full within 1 s; try again later.");
    }

    @Test
    void to_whenNobodyListens_saysWhatToDo() {
        server.stop(0);

        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> download(folder.resolve("new.json"), url("/openapi.json")))
                .withMessageStartingWith(url("/openapi.json") + " can't be downloaded: java.net.ConnectException")
                .withMessageEndingWith("; check the URL, or download it and name the file.");
    }

    @Test
    void to_whenItIsNotEncrypted_refuses() {
        assertRefused(
                "http://example.com/openapi.json",
                "http://example.com/openapi.json is not encrypted: use https, since the document decides what the client"
                        + " sends.");
    }

    @Test
    void to_whenThereIsAPassword_refusesWithoutRepeatingIt() {
        assertRefused(
                "https://user:secret@example.com/openapi.json",
                "https://example.com/openapi.json is not a URL to download from: it needs a host, and no user name.");
    }

    @Test
    void noted_whenDocumentIsAUrl_isItWithoutTheQuery() {
        BumpRequest request = new BumpRequest("https://example.com/a.json?x=y", true, "", java.util.List.of());

        assertThat(request.noted()).isEqualTo("https://example.com/a.json");
    }

    private void assertRefused(String url, String message) {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> download(folder.resolve("new.json"), url))
                .withMessage(message);
    }

    private static void download(Path file, String url) {
        Download.withDefaults().to(file, url);
    }

    private String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private void serve(String path, int status, String type, String body) {
        server.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
