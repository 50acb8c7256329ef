/**
 * Webhooks that the service sends: {@link com.featherhq.client.webhooks.WebhookVerifier} takes the headers and the bytes of a request,
 * checks the signature and the age, and returns a {@link com.featherhq.client.webhooks.Webhook} or throws a
 * {@link com.featherhq.client.webhooks.WebhookVerificationException}. It knows no web framework and nothing else of this client.
 */
@NullMarked
package com.featherhq.client.webhooks;

import org.jspecify.annotations.NullMarked;
