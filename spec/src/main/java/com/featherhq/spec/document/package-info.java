/**
 * The API document as its author wrote it: what reads it, points into it and refuses it. Everything of this module but
 * {@code json} stands on it.
 */
@NullMarked
package com.featherhq.spec.document;

import org.jspecify.annotations.NullMarked;
