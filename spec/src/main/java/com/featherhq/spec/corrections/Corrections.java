package com.featherhq.spec.corrections;

import com.featherhq.spec.corrections.Overlay.Outcome;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecException;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is put right in a document before anything is made of it: the project's corrections, and a team's own after them. */
public final class Corrections {

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private final List<Overlay> overlays;

    private Corrections(List<Overlay> overlays) {
        this.overlays = List.copyOf(overlays);
    }

    /**
     * Reads the overlays, which are applied in this order.
     *
     * @throws SpecException if one can't be read
     */
    public static Corrections read(List<Path> files) {
        return new Corrections(files.stream().map(Overlay::read).toList());
    }

    /** Returns the corrected document; {@code document} stays as it is. */
    public ApiSpec apply(ApiSpec document) {
        JsonObject corrected = document.root().deepCopy();
        overlays.forEach(overlay -> overlay.apply(corrected));
        return ApiSpec.of(corrected, "the corrected document");
    }

    /**
     * Writes the corrected document; the bytes of {@code document} where nothing is to correct.
     *
     * @throws SpecException if the document or a correction can't be used
     */
    public Path write(Path document, Path output) {
        ApiSpec given = ApiSpec.read(document);
        ApiSpec corrected = apply(given);
        try {
            Files.createDirectories(output.toAbsolutePath().getParent());
            return corrected.root().equals(given.root())
                    ? Files.write(output, Files.readAllBytes(document))
                    : Files.writeString(output, GSON.toJson(corrected.root()));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + output, e);
        }
    }

    /** Returns what need no longer be corrected in {@code document}, a line for each; it has what they are about. */
    public List<String> stale(ApiSpec document) {
        JsonObject corrected = document.root().deepCopy();
        List<String> stale = new ArrayList<>();
        for (Overlay overlay : overlays) {
            List<Outcome> outcomes = overlay.outcomes(corrected);
            for (int index = 0; index < outcomes.size(); index++) {
                if (outcomes.get(index) == Outcome.STALE) {
                    Overlay.Action action = overlay.actions().get(index);
                    stale.add("`" + action.target() + "`: " + action.description());
                }
            }
        }
        return stale;
    }
}
