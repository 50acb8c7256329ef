package com.featherhq.spec.bump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class ChangelogTest {

    @Test
    void with_whenChangedIsThere_addsOnTop() {
        assertThat(Changelog.with(
                        "# C\n\n## [Unreleased]\n\n### Changed\n\n- Old.\n\n### Fixed\n\n- F.\n\n## [1.0.0]\n\n- R.\n",
                        "- New.\n"))
                .isEqualTo(
                        "# C\n\n## [Unreleased]\n\n### Changed\n\n- New.\n- Old.\n\n### Fixed\n\n- F.\n\n## [1.0.0]\n\n- R.\n");
    }

    @Test
    void with_whenChangedIsMissing_addsTheHeading() {
        assertThat(Changelog.with("## [Unreleased]\n\n### Added\n\n- A.\n\n## [1.0.0]\n", "- New.\n"))
                .isEqualTo("## [Unreleased]\n\n### Added\n\n- A.\n\n### Changed\n\n- New.\n\n## [1.0.0]\n");
    }

    @Test
    void with_whenNothingIsUnreleased_addsBoth() {
        assertThat(Changelog.with("# C\n\n## [Unreleased]\n", "- New.\n"))
                .isEqualTo("# C\n\n## [Unreleased]\n\n### Changed\n\n- New.\n");
    }

    @Test
    void with_whenThereIsNoUnreleased_saysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Changelog.with("# C\n", "- New.\n"))
                .withMessage("CHANGELOG.md has no section \"## [Unreleased]\" to write into; add one.");
    }
}
