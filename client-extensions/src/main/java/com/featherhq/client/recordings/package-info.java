/** Playback leases and downloads of call recordings, on the public API of the client alone. */
@NullMarked
package com.featherhq.client.recordings;

import org.jspecify.annotations.NullMarked;
