/**
 * The API document and the rules by which it becomes Java. Used at build time only.
 *
 * <p>The steps of the build stand here; each knows the rooms below it, and none of them knows it:
 *
 * <ol>
 *   <li>{@code document}: the document as its author wrote it;
 *   <li>{@code normalize}: the same, saying each thing in one way;
 *   <li>{@code types} and {@code operations}: what the templates are given, by {@code names} that depend on the thing alone;
 *   <li>{@link com.featherhq.spec.FeatherCodegen}: openapi-generator fills the templates in;
 *   <li>{@code agreement}: compares document and classes, and shares no code with the rules.
 * </ol>
 *
 * <p>{@code bump} compares two documents: {@code wire} what is sent, {@code classes} the Java; {@code concerns} finds who is hit.
 */
@NullMarked
package com.featherhq.spec;

import org.jspecify.annotations.NullMarked;
