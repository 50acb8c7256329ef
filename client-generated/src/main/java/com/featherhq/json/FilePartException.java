package com.featherhq.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The file of a {@link FilePart} can't be sent: it can't be read, changed its length meanwhile, or its listener threw. The request is incomplete. */
public final class FilePartException extends IOException {

    private static final long serialVersionUID = 1;

    private FilePartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The system's own text has the path in it, which a customer may have given: its type is told alone. */
    static FilePartException unreadable(String partName, IOException failure) {
        return new FilePartException(
                "The file of the part \"" + partName + "\" can't be read ("
                        + failure.getClass().getSimpleName() + ").",
                null);
    }

    static FilePartException changed(String partName, long expected, String found) {
        return new FilePartException(
                "The file of the part \"" + partName + "\" changed while it was sent: it had " + expected
                        + " bytes, but came to " + found + ". Send it when nobody writes to it any more.",
                null);
    }

    /** What a listener throws would end a thread that other calls need. */
    static FilePartException ofListener(RuntimeException failure) {
        return new FilePartException(
                "The progress listener of a file threw " + failure.getClass().getName() + ".", failure);
    }
}
