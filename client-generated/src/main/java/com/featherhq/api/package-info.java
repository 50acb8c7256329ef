@NullMarked
package com.featherhq.api;

import org.jspecify.annotations.NullMarked;
