package com.featherhq.client;

import com.featherhq.json.Drift;
import com.featherhq.json.DriftListener;
import com.featherhq.json.UnreadableBodyException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is done where a response departs from the document: somebody is told, and a strict client refuses what breaks it. */
final class ResponseDrift implements DriftListener {

    private final boolean strict;
    private final @Nullable DriftListener listener;

    private ResponseDrift(boolean strict, @Nullable DriftListener listener) {
        this.strict = strict;
        this.listener = listener;
    }

    /** Returns what watches responses, or null if nobody wants to know. */
    static @Nullable DriftListener of(boolean strict, @Nullable DriftListener listener) {
        return strict || listener != null ? new ResponseDrift(strict, listener) : null;
    }

    @Override
    public void onDrift(String operation, Drift drift) throws IOException {
        if (listener != null) {
            tell(listener, operation, drift);
        }
        if (strict && breaksTheDocument(drift.kind())) {
            String reason = drift.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            throw new UnreadableBodyException(reason, drift.pointer(), false);
        }
    }

    private static void tell(DriftListener listener, String operation, Drift drift) throws IOException {
        try {
            listener.onDrift(operation, drift);
        } catch (RuntimeException e) {
            CallObserver.logFailure(listener, e);
        }
    }

    /** The document allows the service to add properties and values. */
    private static boolean breaksTheDocument(Drift.Kind kind) {
        return switch (kind) {
            case MISSING_PROPERTY, UNEXPECTED_NULL, WRONG_TYPE, UNREADABLE_VALUE -> true;
            case UNKNOWN_PROPERTY, UNKNOWN_ENUM_VALUE, UNKNOWN_UNION_MEMBER -> false;
        };
    }
}
