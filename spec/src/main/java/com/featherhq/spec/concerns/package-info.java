/**
 * Whom a new version concerns. {@link com.featherhq.spec.concerns.Concerns} is the door, as a command and as an API: it reads
 * the class files of consumers with ASM and says which breaking changes of a bump's {@code report.json} they touch, and where.
 * It needs nothing but ASM and Gson, so that it is also a jar that runs on its own.
 */
@org.jspecify.annotations.NullMarked
package com.featherhq.spec.concerns;
