package com.featherhq.client;

/** 500 to 599: the service failed. */
public final class ServerException extends ServiceException {

    private static final long serialVersionUID = 1L;

    ServerException(ServiceAnswer answer) {
        super(answer);
    }
}
