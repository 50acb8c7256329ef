/** The API as a mock inside this virtual machine, for the tests of applications. Start at {@link com.featherhq.testing.FeatherMock}. */
@NullMarked
package com.featherhq.testing;

import org.jspecify.annotations.NullMarked;
