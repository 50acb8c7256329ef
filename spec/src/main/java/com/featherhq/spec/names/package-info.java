/** Java names and Java text for the things of the document. A name depends on its thing alone, never on its place. */
@NullMarked
package com.featherhq.spec.names;

import org.jspecify.annotations.NullMarked;
