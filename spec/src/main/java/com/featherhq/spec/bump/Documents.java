package com.featherhq.spec.bump;

import com.featherhq.spec.ApiSpec;
import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Compares two documents with each other, and the clients that are made of them. */
final class Documents {

    private final Tree tree;
    private final NodeTools tools;
    private final Path folder;
    private final Consumer<String> progress;

    /** @param folder where to generate, compile and compare; nothing else is written to */
    Documents(Tree tree, NodeTools tools, Path folder, Consumer<String> progress) {
        this.tree = tree;
        this.tools = tools;
        this.folder = folder;
        this.progress = progress;
    }

    /** A document with the client that was made of it. */
    record Built(Path file, ApiSpec spec, GeneratedClient client) {

        private Comparison.Side side() {
            return new Comparison.Side(spec.version(), sha256(file), JavaSurface.of(spec));
        }
    }

    /**
     * Makes the client of a document.
     *
     * @param name of the folder to do it in
     * @throws SpecException if it can't be made
     */
    Built build(Path file, String name) {
        ApiSpec spec = ApiSpec.read(file);
        progress.accept("Generating and compiling the client of " + spec.version());
        return new Built(file, spec, GeneratedClient.build(file, tree, folder.resolve(name)));
    }

    /** @param uncompiled why the hand-written client doesn't compile against the new one; empty if it does */
    Comparison compare(Built before, Built after, String uncompiled) {
        Comparison.Side oldSide = before.side();
        Comparison.Side newSide = after.side();
        progress.accept("Comparing what goes over the wire");
        Operations operations = Operations.match(
                oldSide.surface().operations(), newSide.surface().operations());
        WireDiff wire = new WireDiff(tools, folder);
        List<WireChange> wireChanges = wire.compare(Json.read(before.file()), Json.read(after.file()), operations);
        List<WireDiff.Guess> guesses = wire.guesses(Json.read(before.file()), Json.read(after.file()), operations);
        progress.accept("Comparing the Java API");
        List<JavaChange> javaChanges =
                JavaDiff.compare(before.client().jar(), after.client().jar());
        return new Comparison(oldSide, newSide, operations, guesses, wireChanges, javaChanges, uncompiled);
    }

    static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
