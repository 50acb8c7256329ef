/** The mock that applications test with. */
@NullMarked
package com.featherhq.it.mock;

import org.jspecify.annotations.NullMarked;
