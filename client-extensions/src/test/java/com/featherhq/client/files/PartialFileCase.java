package com.featherhq.client.files;

import static com.featherhq.client.files.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A partial file in a folder of its own. */
abstract class PartialFileCase {

    static final int MEBIBYTE = 1024 * 1024;

    static final StoredVersion VERSION = new StoredVersion("\"v1\"", 100L, null);

    static final StoredVersion LARGE = new StoredVersion("\"v1\"", 100L * MEBIBYTE, null);

    @TempDir
    Path folder;

    Path target;

    Path part;

    Path state;

    @BeforeEach
    void name() {
        target = folder.resolve("call");
        part = folder.resolve("call.part");
        state = folder.resolve("call.part.state");
    }

    void keep(int bytes, StoredVersion version) throws IOException {
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            partial.buffer().put(new byte[bytes]);
            partial.keep(version);
        }
    }

    void assertStartsOver(UUID id) throws IOException {
        try (PartialFile partial = PartialFile.open(id.toString(), target)) {
            assertThat(partial.length()).isZero();
            assertThat(partial.resumable()).isNull();
            assertThat(state).doesNotExist();
        }
    }
}
