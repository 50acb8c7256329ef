package com.featherhq.spec.bump;

import com.featherhq.spec.wire.WireChange;
import com.featherhq.spec.wire.WireChange.Use;
import java.util.List;
import java.util.stream.Collectors;

/** Where changes on the wire are, in words for the report. */
final class WirePlaces {

    private static final int SHOWN = 3;

    private WirePlaces() {}

    /** The schema that a change is declared in, the credentials, else the operation. */
    static String holder(WireChange change) {
        String[] keys = change.declared().split("/", -1);
        if (keys.length > 3 && keys[1].equals("components")) {
            return "`" + keys[3].replace("~1", "/").replace("~0", "~") + "`";
        }
        if (change.declared().equals("/security")) {
            return "credentials";
        }
        Use use = change.uses().get(0);
        return "`" + use.verb() + " " + use.path() + "`";
    }

    /** The operations with direction and status; the first three if there are more. */
    static String uses(WireChange change) {
        List<Use> uses = change.uses();
        String shown = uses.stream()
                .limit(SHOWN)
                .map(use -> "`" + use.text().replace(": ", "` ").replace("|", "\\|"))
                .collect(Collectors.joining(", "));
        return uses.size() <= SHOWN ? shown : shown + ", and " + (uses.size() - SHOWN) + " more";
    }
}
