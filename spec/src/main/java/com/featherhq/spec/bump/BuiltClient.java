package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.document.ApiSpec;
import com.featherhq.spec.document.SpecLock;
import java.nio.file.Path;

/** A document with the client that was made of it. */
record BuiltClient(Path document, ApiSpec spec, GeneratedClient client) {

    /**
     * Corrects a document, and generates and compiles the client of it.
     *
     * @param folder where to do it; nothing else is written to
     * @throws com.featherhq.spec.document.SpecException if it can't be made
     */
    static BuiltClient of(Path document, Tree tree, Path folder) {
        Path corrected = tree.corrections().write(document, folder.resolve("document.json"));
        return new BuiltClient(document, ApiSpec.read(corrected), GeneratedClient.build(corrected, tree, folder));
    }

    Comparison.Side side() {
        return new Comparison.Side(spec.version(), SpecLock.sha256(document), JavaSurface.of(spec));
    }
}
