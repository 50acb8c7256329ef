package com.featherhq.spec.document;

/**
 * Something that the document says and the generated client does without.
 *
 * @param kind what it costs
 * @param pointer the JSON Pointer (RFC 6901) of the operation or keyword
 * @param problem why; for an operation a sentence that names its place
 */
public record GenerationWarning(Kind kind, String pointer, String problem) {

    /** What a warning costs. */
    public enum Kind {
        /** The operation has no Java method. */
        NO_METHOD,
        /** The operation has its methods, but none that sends the optional parameter. */
        NO_PARAMETER,
        /** The operation has its methods, but not for the request body. */
        NO_BODY,
        /** A schema's keyword, which no JSON Schema vocabulary of OpenAPI 3.1 knows, is ignored as an annotation. */
        UNKNOWN_KEYWORD
    }

    /** Returns one line for the build's output. */
    @Override
    public String toString() {
        return switch (kind) {
            case NO_METHOD -> pointer + " has no Java method: " + problem;
            case NO_PARAMETER, NO_BODY -> pointer + " is left out: " + problem;
            case UNKNOWN_KEYWORD -> pointer + " is ignored: " + problem;
        };
    }
}
