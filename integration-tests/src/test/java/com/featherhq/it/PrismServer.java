package com.featherhq.it;

import com.featherhq.spec.NodePackage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Prism mock of an OpenAPI document, in a process of its own that listens on loopback until {@link #close}. */
public final class PrismServer implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Prism is listening on (http://\\S+)");
    private static final int START_SECONDS = 60;

    private final Process process;
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<String> listening = new CompletableFuture<>();
    private final Thread atExit;

    private PrismServer(Process process) {
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly, "prism-at-exit");
        Runtime.getRuntime().addShutdownHook(atExit);
        Thread reader = new Thread(this::readLog, "prism-log");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts Prism on the document that the client is built from, with the examples of {@code prism/overlay.json}, and
     * waits until it listens.
     *
     * @throws IllegalStateException if Node.js or Prism is missing or can't be started, with Prism's last words
     */
    static PrismServer start() {
        return start(MockedDocument.write(), Integer.getInteger("feather.prism.port", 0));
    }

    /** Like {@link #start()}, for any document and on the port given, or on a free one if that is 0. */
    static PrismServer start(Path document, int port) {
        NodePackage prism = NodePackage.install(MockedDocument.prismFolder());
        List<String> arguments =
                List.of("mock", "--host", "127.0.0.1", "--port", String.valueOf(port), document.toString());
        PrismServer server;
        try {
            server = new PrismServer(prism.process("start.cjs", arguments)
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new IllegalStateException("Prism can't be started: " + e.getMessage(), e);
        }
        server.awaitListening(port);
        return server;
    }

    /** Returns where it listens, {@code http://127.0.0.1:} and the port. */
    public String baseUrl() {
        return listening.join();
    }

    /** Returns the lines that Prism has written so far. */
    List<String> log() {
        return List.copyOf(log);
    }

    /** Returns the process that it runs in. */
    ProcessHandle process() {
        return process.toHandle();
    }

    /** Lets go of it as the death of this virtual machine would. */
    void abandon() throws IOException {
        process.getOutputStream().close();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(START_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // The virtual machine is shutting down: the hook has done its work or is about to.
        }
    }

    private void awaitListening(int port) {
        try {
            listening.get(START_SECONDS, TimeUnit.SECONDS);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.add("(" + e.getMessage() + ")");
        }
        close();
        throw new IllegalStateException(failure(port));
    }

    private String failure(int port) {
        List<String> lines = log();
        String words = String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        if (words.contains("EADDRINUSE")) {
            return "Port " + port
                    + " of 127.0.0.1 is in use: stop what listens there, or leave out -Dfeather.prism.port"
                    + " for a free one.";
        }
        return "Prism did not listen within " + START_SECONDS + " seconds: " + words;
    }

    private void readLog() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    listening.complete(matcher.group(1));
                }
            }
            listening.completeExceptionally(new IOException("Prism ended"));
        } catch (IOException e) {
            listening.completeExceptionally(e);
        }
    }
}
