package com.featherhq.client.files;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that stand beside a target until it is whole: its bytes so far, what they are, and the lock that says who
 * writes them.
 */
record PartialNames(Path target, Path part, Path state, Path lock) {

    private static final String PART = ".part";
    private static final String STATE = ".part.state";
    private static final String LOCK = ".part.lock";

    /** In bytes: what ext4, XFS, APFS and NTFS allow for one name. */
    private static final int LONGEST_NAME = 255;

    private static final int HASH_DIGITS = 16;

    static PartialNames of(Path target) {
        String stem = stem(target.getFileName().toString());
        return new PartialNames(
                target,
                target.resolveSibling(stem + PART),
                target.resolveSibling(stem + STATE),
                target.resolveSibling(stem + LOCK));
    }

    /** Returns every file that a download to the target makes. */
    List<Path> all() {
        return List.of(target, part, state, lock);
    }

    /** A name that leaves no room for a suffix is cut, and told from others with the same beginning by its hash. */
    private static String stem(String name) {
        int room = LONGEST_NAME - STATE.length();
        if (utf8Length(name) <= room) {
            return name;
        }
        int end = name.length();
        while (utf8Length(name.substring(0, end)) > room - HASH_DIGITS - 1) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end) + "~" + hash(name);
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hash(String name) {
        return Digests.sha256Hex(name).substring(0, HASH_DIGITS);
    }
}
