package com.featherhq.client;

/** 403: the API key is valid, but lacks permission. */
public final class ForbiddenException extends ServiceException {

    private static final long serialVersionUID = 1L;

    ForbiddenException(ServiceAnswer answer) {
        super(answer);
    }
}
