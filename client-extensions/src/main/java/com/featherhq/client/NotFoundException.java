package com.featherhq.client;

/** 404: there is no such thing, or not for this API key. */
public final class NotFoundException extends ServiceException {

    private static final long serialVersionUID = 1L;

    NotFoundException(ServiceAnswer answer) {
        super(answer);
    }
}
