/**
 * Corrections of a document as data: an OpenAPI Overlay 1.0 document. Start at {@link com.featherhq.spec.corrections.Corrections}.
 *
 * <p>{@link com.featherhq.spec.corrections.Overlay} is the engine, which the examples of the mock use as well; its targets are
 * {@code JsonPath}s, with conditions in {@code JsonPathFilter}, read by {@code JsonPathReader}.
 */
@NullMarked
package com.featherhq.spec.corrections;

import org.jspecify.annotations.NullMarked;
