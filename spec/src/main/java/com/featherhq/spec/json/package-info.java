/** Reading JSON trees and pointing into them. The ground floor of this module: it knows nothing of OpenAPI. */
@NullMarked
package com.featherhq.spec.json;

import org.jspecify.annotations.NullMarked;
