/** Projects of other teams, in {@code consumers}: each is a Maven project of its own that uses this build's jars, not its classes. */
@NullMarked
package com.featherhq.it.consumers;

import org.jspecify.annotations.NullMarked;
