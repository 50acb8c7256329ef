/**
 * What the jar of the generated client tells tools that follow no reflection: {@link com.featherhq.spec.metadata.ClientMetadata}
 * writes rules for R8 and ProGuard, and the metadata of GraalVM's native-image.
 */
@NullMarked
package com.featherhq.spec.metadata;

import org.jspecify.annotations.NullMarked;
