package com.featherhq.spec;

import com.featherhq.spec.corrections.Corrections;
import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.document.SpecLock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The build's first step: writes the document with its corrections, which everything else is made of. */
public final class CorrectDocument {

    /** The argument before a team's own corrections: the build hands over null for one that is empty. */
    private static final String OWN = "own=";

    private CorrectDocument() {}

    /**
     * Runs the step.
     *
     * @param args the document; the vendored document, which must be as its lock file says; the file to write; {@code own=} and
     *     the file of a team's own corrections, or nothing
     * @throws SpecException if the document or a correction can't be used
     */
    public static void main(String[] args) {
        Path document = Path.of(args[0]).toAbsolutePath().normalize();
        Path vendored = Path.of(args[1]).toAbsolutePath().normalize();
        if (document.equals(vendored)) {
            SpecLock.verify(document, vendored.resolveSibling("openapi.lock.json"));
        }
        List<Path> overlays = new ArrayList<>(List.of(vendored.resolveSibling("corrections.json")));
        String own = args[3].substring(OWN.length());
        if (!own.isBlank()) {
            overlays.add(Path.of(own));
        }
        Path unused = Corrections.read(overlays).write(document, Path.of(args[2]));
    }
}
