package com.featherhq.client;

/** 403: the API key is good, but not for this. */
public final class ForbiddenException extends ServiceException {

    private static final long serialVersionUID = 1L;

    ForbiddenException(ServiceAnswer answer) {
        super(answer);
    }
}
