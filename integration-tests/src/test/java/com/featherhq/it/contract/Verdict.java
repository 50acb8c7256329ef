package com.featherhq.it.contract;

/** What the check says of an operation. */
enum Verdict {
    CONFORMS("conforms", Kind.CONFORMING),
    DIFFERS("differs", Kind.FINDING),
    UNDECLARED_STATUS("undeclared status", Kind.FINDING),
    WRONG_CONTENT_TYPE("wrong content type", Kind.FINDING),
    CUT("cut off", Kind.FINDING),
    NOT_UTF8("not UTF-8", Kind.FINDING),
    NOT_JSON("not JSON", Kind.FINDING),
    UNREADABLE("unreadable", Kind.FINDING),
    REFUSED("valid call refused", Kind.FINDING),
    UNKNOWN_ID("known id not found", Kind.FINDING),
    NO_ENDPOINT("no such endpoint", Kind.FINDING),
    FORBIDDEN("forbidden", Kind.FINDING),
    KEY_REFUSED("key refused", Kind.FINDING),
    SERVER_ERROR("server error", Kind.FINDING),
    RETRIED("only after a retry", Kind.FINDING),
    NO_ANSWER("no answer", Kind.OPEN),
    RATE_LIMITED("rate limited", Kind.OPEN),
    TOO_LARGE("too large", Kind.OPEN),
    NO_VALUE("no value", Kind.NOT_REACHABLE),
    LEFT_OUT("left out", Kind.NOT_REACHABLE),
    NO_METHOD("no method", Kind.NOT_REACHABLE),
    CHECK_FAILED("check failed", Kind.BROKEN);

    /** What a verdict means for the outcome of the whole check. */
    enum Kind {
        CONFORMING,
        /** The service departs from the document. */
        FINDING,
        /** The operation can be reached, but nothing can be said of it now. */
        OPEN,
        /** There is no call to make. */
        NOT_REACHABLE,
        /** The check itself failed. */
        BROKEN
    }

    private final String text;
    private final Kind kind;

    Verdict(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return text;
    }
}
