/** Which Java type the values of a schema have, and what the model templates are given for it. The door is {@code TypeMapper}. */
@NullMarked
package com.featherhq.spec.types;

import org.jspecify.annotations.NullMarked;
