package com.featherhq.client.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A remote whose file must have the size that the caller says: that is final, where the word of others may be out of date. */
record SizedRemote(Remote remote, String name, long size) implements Remote {

    static Remote of(Remote remote, String name, @Nullable Long size) {
        return size == null ? remote : new SizedRemote(remote, name, size);
    }

    @Override
    public Answer send(long offset, @Nullable String validator) throws IOException {
        return remote.send(offset, validator);
    }

    @Override
    public Long bytes() {
        return size;
    }

    @Override
    public void refused(int status) {
        remote.refused(status);
    }

    @Override
    public boolean isDisputed(@Nullable Long total) {
        if (total != null && total != size) {
            String problem = "it should have " + size + " bytes, but the storage says " + total + ".";
            throw new FileDownloadException(name, problem, false, null);
        }
        return false;
    }
}
