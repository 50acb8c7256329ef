/** Benchmarks, run by {@code mvn -Pbench verify}. */
@NullMarked
package com.featherhq.bench;

import org.jspecify.annotations.NullMarked;
