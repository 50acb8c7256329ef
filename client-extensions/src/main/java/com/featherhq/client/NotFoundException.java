package com.featherhq.client;

/** 404: the resource doesn't exist, or isn't visible to this API key. */
public final class NotFoundException extends ServiceException {

    private static final long serialVersionUID = 1L;

    NotFoundException(ServiceAnswer answer) {
        super(answer);
    }
}
