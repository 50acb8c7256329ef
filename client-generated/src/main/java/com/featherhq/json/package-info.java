@NullMarked
package com.featherhq.json;

import org.jspecify.annotations.NullMarked;
