package com.featherhq.client.recordings;

import java.util.UUID;

/** Where a download gets its leases from; blocks. */
interface Leases {

    PlaybackLease get(UUID id);

    /** Returns another lease than the one that the storage rejected or that has expired. */
    PlaybackLease renew(UUID id, PlaybackLease rejected);
}
