package com.featherhq.client.files;

import java.io.IOException;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What the requests of one download go through. Confined to the thread that downloads. */
interface Remote {

    /**
     * A response, whatever its status.
     *
     * @param cancel ends the reading of its body, from any thread
     */
    record Answer(Response response, Runnable cancel) {

        @Override
        public String toString() {
            return "Answer[status=" + response.code() + "]";
        }
    }

    /**
     * Asks for the bytes from {@code offset} on, of the version that {@code validator} names.
     *
     * @throws IOException if there is no answer, and another request may get one
     */
    Answer send(long offset, @Nullable String validator) throws IOException;

    /** Returns the size that is known before the first answer, or null. */
    @Nullable
    Long bytes();

    /**
     * Takes note that the answer was {@code status}, which is none of success. Returns if another request may succeed at once.
     *
     * @throws FileDownloadException if not
     */
    void refused(int status);

    /**
     * Returns whether the answer's size contradicts what was known before, and another request settles it.
     *
     * @throws FileDownloadException if it was settled before
     */
    boolean isDisputed(@Nullable Long total);
}
