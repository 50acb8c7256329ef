package com.featherhq.client;

import java.util.List;

/** 422: the service rejects the request's parameters or body. */
public final class ValidationException extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final List<Violation> violations;

    ValidationException(ServiceAnswer answer) {
        super(answer);
        this.violations = answer.body().violations();
    }

    /** Returns what is wrong with the request, at most 100 of it; empty if the service doesn't say. Unmodifiable. */
    public List<Violation> violations() {
        return violations;
    }
}
