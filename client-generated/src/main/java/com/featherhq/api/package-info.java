/** The operations of the API as Retrofit interfaces, generated from its document. */
@NullMarked
package com.featherhq.api;

import org.jspecify.annotations.NullMarked;
