package com.featherhq.json;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;

/** A reader that passes on what the adapters find departing from the document. */
final class ObservedReader extends JsonReader {

    private final String operation;
    private final DriftListener listener;

    ObservedReader(Reader in, String operation, DriftListener listener) {
        super(in);
        this.operation = operation;
        this.listener = listener;
    }

    void report(Drift drift) throws IOException {
        listener.onDrift(operation, drift);
    }
}
