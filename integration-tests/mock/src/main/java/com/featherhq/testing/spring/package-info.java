/** The mock in tests of Spring Boot; needs {@code feather-client-extensions} and Spring Boot 3.5 or 4.1. */
@NullMarked
package com.featherhq.testing.spring;

import org.jspecify.annotations.NullMarked;
