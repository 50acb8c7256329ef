package com.featherhq.client;

/** 409: the request conflicts with the state of things; it may pass, see {@link #retryable()}. */
public final class ConflictException extends ServiceException {

    private static final long serialVersionUID = 1L;

    ConflictException(ServiceAnswer answer) {
        super(answer);
    }
}
