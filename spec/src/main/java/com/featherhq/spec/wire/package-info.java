/**
 * What two versions of the document mean on the wire for callers of this client. {@link com.featherhq.spec.wire.WireComparison}
 * is the door: it is given two normalized documents and the operations that both have, and returns each difference once,
 * with all the operations, statuses and directions that it is seen in.
 */
@org.jspecify.annotations.NullMarked
package com.featherhq.spec.wire;
