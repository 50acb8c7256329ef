package com.featherhq.client.recordings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
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

    /**
     * Writes over an older state of the same version without emptying the file first: so a process that is killed here
     * leaves the one or the other. The number has a fixed width, so neither is shorter.
     */
    void write(Path file) throws IOException {
        String bytes = String.format(Locale.ROOT, "%019d", durable);
        String total = version.total() == null ? UNKNOWN : version.total().toString();
        String validator = String.valueOf(version.validator());
        List<String> lines = List.of(HEADER, recordingId.toString(), bytes, total, validator, END);
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
