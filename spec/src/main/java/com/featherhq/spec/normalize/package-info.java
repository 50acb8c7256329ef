/**
 * Rewrites a document into an equal one that says each thing in one way. The door is {@code SpecNormalizer}; what no rule
 * knows costs the operation that has it.
 */
@NullMarked
package com.featherhq.spec.normalize;

import org.jspecify.annotations.NullMarked;
