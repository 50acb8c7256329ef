/** The API document and the rules by which it becomes Java. Used at build time only. */
@NullMarked
package com.featherhq.spec;

import org.jspecify.annotations.NullMarked;
