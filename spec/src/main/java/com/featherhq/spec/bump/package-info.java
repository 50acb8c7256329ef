/** How a new version of the document comes in: checked, built beside the tree, compared, and only then taken over. */
@NullMarked
package com.featherhq.spec.bump;

import org.jspecify.annotations.NullMarked;
