package com.featherhq.spec.bump;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds lines to the changelog, in the form of Keep a Changelog. */
final class Changelog {

    private static final Pattern UNRELEASED = Pattern.compile("(?ms)^## \\[Unreleased]\\s*?$(.*?)(?=^## |^\\[|\\z)");
    private static final Pattern CHANGED = Pattern.compile("(?ms)^### Changed\\s*?$\\s*");

    private Changelog() {}

    /** What is under <em>Unreleased</em>; empty if there is no such section. */
    static String unreleased(String changelog) {
        Matcher unreleased = UNRELEASED.matcher(changelog);
        return unreleased.find() ? unreleased.group(1) : "";
    }

    /**
     * Returns the changelog with {@code lines} under <em>Unreleased</em>, <em>Changed</em>.
     *
     * @throws IllegalStateException if it has no section of that name
     */
    static String with(String changelog, String lines) {
        Matcher unreleased = UNRELEASED.matcher(changelog);
        if (!unreleased.find()) {
            throw new IllegalStateException("CHANGELOG.md has no section \"## [Unreleased]\" to write into; add one.");
        }
        String section = unreleased.group(1);
        Matcher changed = CHANGED.matcher(section);
        String added;
        if (changed.find()) {
            added = section.substring(0, changed.end()) + lines + section.substring(changed.end());
        } else {
            added = section.stripTrailing() + "\n\n### Changed\n\n" + lines
                    + (unreleased.end() == changelog.length() ? "" : "\n");
        }
        return changelog.substring(0, unreleased.start(1)) + added + changelog.substring(unreleased.end(1));
    }
}
