package com.featherhq.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attempts of a call; made so that the one attempt of most calls costs no list. Thread-safe. */
final class AttemptHistory {

    private @Nullable Attempt only;
    private @Nullable List<Attempt> all;

    synchronized void add(Attempt attempt) {
        if (all != null) {
            all.add(attempt);
        } else if (only == null) {
            only = attempt;
        } else {
            all = new ArrayList<>(List.of(only, attempt));
        }
    }

    synchronized List<Attempt> toList() {
        if (all != null) {
            return List.copyOf(all);
        }
        return only == null ? List.of() : List.of(only);
    }
}
