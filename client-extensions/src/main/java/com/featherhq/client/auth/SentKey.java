package com.featherhq.client.auth;

import com.featherhq.api.ApiDocument;
import okhttp3.Request;

/**
 * The key of one attempt, as a tag on a request: what a refused attempt was sent with, or what its repetition is to be
 * sent with. OkHttp prints tags, so it doesn't print itself.
 */
final class SentKey {

    private final String key;
    private final long askedBefore;

    SentKey(String key, long askedBefore) {
        this.key = key;
        this.askedBefore = askedBefore;
    }

    String key() {
        return key;
    }

    /** Puts the key where the document says; {@code request} is what {@code wire} was made of. */
    void putOn(Request.Builder wire, Request request) {
        put(wire, request, ApiDocument.CREDENTIAL_HEADER, ApiDocument.CREDENTIAL_PREFIX, ApiDocument.CREDENTIAL_QUERY);
    }

    /** A cookie goes behind those that the request has: RFC 6265 §5.4 wants all in one header. */
    void put(Request.Builder wire, Request request, String header, String prefix, String query) {
        if (!query.isEmpty()) {
            wire.url(request.url().newBuilder().setQueryParameter(query, key).build());
            return;
        }
        String cookies = header.equals("Cookie") ? request.header(header) : null;
        String value = prefix.isEmpty() ? key : prefix + key;
        wire.header(header, cookies == null ? value : cookies + "; " + value);
    }

    /** Returns how often the source had been asked after a refusal when this key was taken. */
    long askedBefore() {
        return askedBefore;
    }

    @Override
    public String toString() {
        return "SentKey[***]";
    }
}
