/** The Feather client: authentication, retries, typed errors. Start at {@link com.featherhq.client.FeatherClient}. */
@NullMarked
package com.featherhq.client;

import org.jspecify.annotations.NullMarked;
