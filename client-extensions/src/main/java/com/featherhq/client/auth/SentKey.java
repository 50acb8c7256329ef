package com.featherhq.client;

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

    /** Returns how often the source had been asked after a refusal when this key was taken. */
    long askedBefore() {
        return askedBefore;
    }

    @Override
    public String toString() {
        return "SentKey[***]";
    }
}
