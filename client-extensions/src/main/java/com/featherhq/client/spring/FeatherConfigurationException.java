package com.featherhq.client.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A property is missing, or has a value that can't be; the message is one sentence with its name. */
final class FeatherConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    private FeatherConfigurationException(String message, String action) {
        super(message);
        this.action = action;
    }

    static FeatherConfigurationException missing(String client, String property, String example) {
        return new FeatherConfigurationException(
                "The Feather client '" + client + "' can't be made: the property '" + property + "' is not set.",
                "Set " + property + " (" + example
                        + "), or feather.enabled=false if the application has no use for it.");
    }

    static FeatherConfigurationException invalid(String property, String problem) {
        return new FeatherConfigurationException(
                "The property '" + property + "' can't be used: " + problem, "Correct the value of " + property + ".");
    }

    /** What Boot prints in place of a stack trace when the application can't start. */
    static final class Analyzer extends AbstractFailureAnalyzer<FeatherConfigurationException> {

        @Override
        protected FailureAnalysis analyze(Throwable root, FeatherConfigurationException cause) {
            return new FailureAnalysis(cause.getMessage(), cause.action, cause);
        }
    }
}
