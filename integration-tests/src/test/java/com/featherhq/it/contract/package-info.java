/** A running service against the document: every operation is called through the client, every answer is validated. */
@NullMarked
package com.featherhq.it.contract;

import org.jspecify.annotations.NullMarked;
