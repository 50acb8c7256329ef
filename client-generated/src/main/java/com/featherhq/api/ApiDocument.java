package com.featherhq.api;

/** What the OpenAPI document that this client was generated from says about itself. */
public final class ApiDocument {

    /** The document's {@code info.title}. */
    public static final String TITLE = "Feather API";

    /** The document's {@code info.version}. */
    public static final String VERSION = "1.21.0";

    /** The header that carries the credential. */
    public static final String CREDENTIAL_HEADER = "x-api-key";

    /** What precedes the credential in that header: empty, or {@code "Bearer "}. */
    public static final String CREDENTIAL_PREFIX = "";

    private ApiDocument() {}
}
