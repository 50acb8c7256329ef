package com.featherhq.client.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is written beside a partial file so that a later run can go on with it. It has no URL in it.
 *
 * @param object what is downloaded
 * @param durable how many of its bytes are known to be on the disk
 * @param checksum the CRC-32C of these bytes
 * @param version the version that they belong to
 */
record PartialState(String object, long durable, long checksum, StoredVersion version) {

    private static final String HEADER = "feather partial download 3";
    private static final int LINES = 8;
    private static final String END = "end";
    private static final String UNKNOWN = "-";
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x21-\\x7e][\\x20-\\x7e]*");

    /** Far more than we write; whatever is longer is not ours. */
    private static final int LONGEST = 16 * 1024;

    /**
     * Returns null if there is none, or one that makes no sense, as one that was cut off while it was written.
     *
     * @throws IOException if it can't be read, or isn't a regular file
     */
    static @Nullable PartialState read(Path file) throws IOException {
        if (FileClaim.identity(file) == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            return bytes.length > LONGEST ? null : parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static @Nullable PartialState parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != LINES
                || !lines.get(0).equals(HEADER)
                || !lines.get(LINES - 1).equals(END)) {
            return null;
        }
        try {
            String size = known(lines.get(3));
            Long total = size == null ? null : Long.valueOf(size);
            StoredVersion version = new StoredVersion(lines.get(4), total, known(lines.get(6)));
            PartialState state = new PartialState(
                    lines.get(1), Long.parseLong(lines.get(2)), Long.parseLong(lines.get(5), 16), version);
            return state.isSound() ? state : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String known(String line) {
        return line.equals(UNKNOWN) ? null : line;
    }

    private static String line(@Nullable Object known) {
        return known == null ? UNKNOWN : known.toString();
    }

    private boolean isSound() {
        Long total = version.total();
        String validator = version.validator();
        return durable > 0
                && (total == null || durable <= total)
                && validator != null
                && HEADER_VALUE.matcher(validator).matches();
    }

    /**
     * Writes over an older state of the same version without emptying the file first: so a process that is killed here
     * leaves the one or the other. The numbers have a fixed width, so neither is shorter.
     */
    void write(Path file) throws IOException {
        String text = String.join(
                        "\n",
                        HEADER,
                        object,
                        String.format(Locale.ROOT, "%019d", durable),
                        line(version.total()),
                        String.valueOf(version.validator()),
                        String.format(Locale.ROOT, "%08x", checksum),
                        line(version.sha256()),
                        END)
                + "\n";
        Files.write(
                file,
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }
}
