package com.featherhq.client.http;

/**
 * Which error statuses say that the same request may succeed a moment later. The one table, for the API and for storage.
 *
 * <pre>
 * status               says                                         source
 * -------------------  -------------------------------------------  -----------------------------
 * 408                  the server gave up waiting for the request   RFC 9110 §15.5.9
 * 425                  too early to risk a replay                   RFC 8470 §5.2
 * 500, 502, 503, 504   the server or a gateway failed               RFC 9110 §15.6
 * 520, 521, 522, 523,  the CDN got no answer it understands, none   Cloudflare, 5xx errors
 * 524, 530             in time, or couldn't reach the origin
 * 529                  the service is overloaded                    convention of several services
 * </pre>
 *
 * Not here, since the same request fails again the same way: 501, 505, 506, 508, 510, 511 (RFC 9110, 2295, 5842, 2774,
 * 6585), 507, which must not be repeated without a user's wish (RFC 4918 §11.5), 525 and 526 (the CDN refuses the origin's
 * certificate). 429 is not transient but unprocessed: it may be repeated whatever the method.
 */
public final class TransientStatus {

    private TransientStatus() {}

    /** Tells whether {@code status} is one of the table. */
    public static boolean isTransient(int status) {
        return switch (status) {
            case 408, 425, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529, 530 -> true;
            default -> false;
        };
    }
}
