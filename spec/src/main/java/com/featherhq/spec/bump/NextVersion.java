package com.featherhq.spec.bump;

import com.featherhq.spec.wire.WireChange.Impact;

/** The next version of the artifacts by SemVer. Below 1.0.0 a break raises the minor version, anything else the patch. */
final class NextVersion {

    private NextVersion() {}

    /** @param current the version of the artifacts, with or without {@code -SNAPSHOT} */
    static String after(String current, Impact impact) {
        String[] parts = current.replaceFirst("-.*", "").split("\\.", -1);
        int major = Integer.parseInt(parts[0]);
        int minor = Integer.parseInt(parts[1]);
        int patch = Integer.parseInt(parts[2]);
        boolean stable = major > 0;
        return switch (impact) {
            case BREAKING -> stable ? (major + 1) + ".0.0" : "0." + (minor + 1) + ".0";
            case ADDITION -> stable ? major + "." + (minor + 1) + ".0" : "0." + minor + "." + (patch + 1);
            case PATCH -> major + "." + minor + "." + (patch + 1);
        };
    }
}
