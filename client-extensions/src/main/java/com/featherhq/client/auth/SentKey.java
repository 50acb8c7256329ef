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

    /** Adds the header that the document names. */
    void putOn(Request.Builder request) {
        String prefix = ApiDocument.CREDENTIAL_PREFIX;
        request.header(ApiDocument.CREDENTIAL_HEADER, prefix.isEmpty() ? key : prefix + key);
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
