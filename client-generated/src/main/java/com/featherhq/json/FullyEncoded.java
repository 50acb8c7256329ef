package com.featherhq.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code @Path(encoded = true)} whose value the converters percent-encode, all but RFC 3986's unreserved characters. For
 * values at the start of a path: Retrofit leaves a colon as it is, and would read {@code urn:x} as a URL of its own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface FullyEncoded {}
