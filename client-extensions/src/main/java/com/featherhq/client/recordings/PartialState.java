package com.featherhq.client.recordings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is written beside a partial file so that a later run can go on with it: of which recording and which version it
 * is, and how many of its bytes are known to be on the disk. It has no URL in it.
 */
record PartialState(UUID recordingId, long durable, StoredVersion version) {

    private static final String HEADER = "feather partial recording 1";
    private static final String END = "end";
    private static final String UNKNOWN = "-";

    /** Returns null if there is none, or one that was cut off while it was written. */
    static @Nullable PartialState read(Path file) throws IOException {
        try {
            return parse(Files.readAllLines(file));
        } catch (NoSuchFileException | MalformedInputException | IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable PartialState parse(List<String> lines) {
        if (lines.size() != 6 || !lines.get(0).equals(HEADER) || !lines.get(5).equals(END)) {
            return null;
        }
        Long total = lines.get(3).equals(UNKNOWN) ? null : Long.valueOf(lines.get(3));
        StoredVersion version = new StoredVersion(lines.get(4), total);
        return new PartialState(UUID.fromString(lines.get(1)), Long.parseLong(lines.get(2)), version);
    }

    void write(Path file) throws IOException {
        String total = version.total() == null ? UNKNOWN : version.total().toString();
        String validator = String.valueOf(version.validator());
        Files.write(file, List.of(HEADER, recordingId.toString(), Long.toString(durable), total, validator, END));
    }
}
