package com.featherhq.client.recordings;

/**
 * Is told how far a download is: at most 10 times a second, and always once at its end. Called on the thread that
 * downloads, so it should be quick. An exception from it stops the download and reaches the caller; what has arrived is
 * kept as after any other failure.
 */
@FunctionalInterface
public interface ProgressListener {

    /** Called with the state of one download. */
    void onProgress(DownloadProgress progress);
}
