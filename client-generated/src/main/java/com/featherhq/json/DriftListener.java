package com.featherhq.json;

/** Is told where responses depart from the API document. Called on the thread that reads the response; must be thread-safe. */
@FunctionalInterface
public interface DriftListener {

    /**
     * A response departs from the document.
     *
     * @param operation the HTTP method and path template, as in {@code GET v1/voice/recordings/{recording_id}/playback-url}
     * @throws java.io.IOException to refuse the response
     */
    void onDrift(String operation, Drift drift) throws java.io.IOException;
}
