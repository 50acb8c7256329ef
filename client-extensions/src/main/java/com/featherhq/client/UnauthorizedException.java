package com.featherhq.client;

/** 401: the service rejects the API key: it may be revoked, expired, or of another environment. */
public final class UnauthorizedException extends ServiceException {

    private static final long serialVersionUID = 1L;

    UnauthorizedException(ServiceAnswer answer) {
        super(answer);
    }
}
