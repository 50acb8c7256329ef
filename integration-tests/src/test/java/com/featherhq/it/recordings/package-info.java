/** Recordings against a service and a storage on real sockets. */
@NullMarked
package com.featherhq.it.recordings;

import org.jspecify.annotations.NullMarked;
