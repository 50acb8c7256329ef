package com.featherhq.spec.bump;

import com.featherhq.spec.wire.WireChange.Impact;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the next version is counted from: the last release, and what has come since.
 *
 * @param current the artifacts' version in this tree, such as {@code 0.2.0-SNAPSHOT}
 * @param last the last released version, null before the first release
 * @param unreleased the greatest impact of what the changelog has under <em>Unreleased</em>
 */
record ReleaseHistory(String current, @Nullable String last, Impact unreleased) {

    private static final Pattern HEADING = Pattern.compile("(?m)^## \\[(\\d+\\.\\d+\\.\\d+)]");
    private static final Pattern TAG = Pattern.compile("v?(\\d+\\.\\d+\\.\\d+)");
    private static final Pattern BREAK = Pattern.compile("(?mi)\\*\\*breaking|^### Removed");
    private static final Comparator<String> BY_NUMBER = Comparator.comparing(DocumentVersion::new);

    /** @param tags the names of the version control's tags */
    static ReleaseHistory of(String current, String changelog, Collection<String> tags) {
        Stream<String> headings = HEADING.matcher(changelog).results().map((MatchResult match) -> match.group(1));
        Stream<String> tagged = tags.stream()
                .map(TAG::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(match -> match.group(1));
        Optional<String> last = Stream.concat(headings, tagged).max(BY_NUMBER);
        return new ReleaseHistory(current, last.orElse(null), unreleased(Changelog.unreleased(changelog)));
    }

    private static Impact unreleased(String section) {
        if (BREAK.matcher(section).find()) {
            return Impact.BREAKING;
        }
        return section.contains("### Added") ? Impact.ADDITION : Impact.PATCH;
    }

    /** The version of the next release with one more change: never below the one that this tree is heading for. */
    String next(Impact impact) {
        String heading = current.replaceFirst("-.*", "");
        if (last == null) {
            return heading;
        }
        Impact greatest = impact.compareTo(unreleased) > 0 ? impact : unreleased;
        String counted = NextVersion.after(last, greatest);
        return BY_NUMBER.compare(counted, heading) > 0 ? counted : heading;
    }
}
