package com.featherhq.client.recordings;

import org.jspecify.annotations.Nullable;

/**
 * The version of a stored object whose bytes are being collected.
 *
 * @param validator what proves that two answers come from the same version; null if the storage gives nothing to prove it
 * @param total its size in bytes; null if that is only known at its end
 */
record StoredVersion(@Nullable String validator, @Nullable Long total) {

    /** Returns whether bytes of {@code other} can stand beside bytes of this one: only with proof. */
    boolean isProvably(StoredVersion other) {
        return validator != null && validator.equals(other.validator) && hasTotal(other.total);
    }

    /** Returns whether something that both say is not the same. */
    boolean contradicts(StoredVersion other) {
        boolean sameValidator = validator == null || other.validator == null || validator.equals(other.validator);
        return !sameValidator || !hasTotal(other.total);
    }

    private boolean hasTotal(@Nullable Long size) {
        return total == null || size == null || total.equals(size);
    }

    /** Returns this version with a size that was learned later. */
    StoredVersion withTotal(@Nullable Long size) {
        return size == null ? this : new StoredVersion(validator, size);
    }
}
