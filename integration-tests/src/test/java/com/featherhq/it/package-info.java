/** The client against a Prism mock of the document and against scripted servers, and the demo. */
@NullMarked
package com.featherhq.it;

import org.jspecify.annotations.NullMarked;
