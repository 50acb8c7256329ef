package com.featherhq.client;

import org.jspecify.annotations.Nullable;

/**
 * A redirect that isn't followed. Redirects are followed within the scheme, host and port of the base URL only, at most
 * 20 for a call; 301 and 302 only for GET and HEAD, because a write would be turned into a read.
 */
public final class RedirectException extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String targetHost;

    RedirectException(ServiceAnswer answer) {
        super(answer);
        this.targetHost =
                answer.redirectTarget() == null ? null : answer.redirectTarget().host();
    }

    /** Returns the host that the redirect leads to, or null if it leads to nothing that can be called. */
    public @Nullable String targetHost() {
        return targetHost;
    }
}
