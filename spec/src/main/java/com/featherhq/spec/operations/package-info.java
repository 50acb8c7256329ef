/** Which Java methods an operation has, and what the interface template is given for them. The door is {@code OperationMapper}. */
@NullMarked
package com.featherhq.spec.operations;

import org.jspecify.annotations.NullMarked;
