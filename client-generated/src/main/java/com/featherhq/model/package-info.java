/** The objects of the API, generated from its document. */
@NullMarked
package com.featherhq.model;

import org.jspecify.annotations.NullMarked;
