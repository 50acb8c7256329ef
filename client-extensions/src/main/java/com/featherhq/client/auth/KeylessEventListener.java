package com.featherhq.client.auth;

import com.featherhq.api.ApiDocument;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Hands on what OkHttp tells, with requests and responses as they would be without the key. */
final class KeylessEventListener extends EventListener {

    private final EventListener listener;

    KeylessEventListener(EventListener listener) {
        this.listener = listener;
    }

    private static Request keyless(Request request) {
        return request.newBuilder()
                .removeHeader(ApiDocument.CREDENTIAL_HEADER)
                .tag(SentKey.class, null)
                .build();
    }

    private static Response keyless(Response response) {
        return response.newBuilder().request(keyless(response.request())).build();
    }

    @Override
    public void callStart(Call call) {
        listener.callStart(call);
    }

    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
        listener.proxySelectStart(call, url);
    }

    @Override
    public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
        listener.proxySelectEnd(call, url, proxies);
    }

    @Override
    public void dnsStart(Call call, String host) {
        listener.dnsStart(call, host);
    }

    @Override
    public void dnsEnd(Call call, String host, List<InetAddress> addresses) {
        listener.dnsEnd(call, host, addresses);
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        listener.connectStart(call, address, proxy);
    }

    @Override
    public void secureConnectStart(Call call) {
        listener.secureConnectStart(call);
    }

    @Override
    public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
        listener.secureConnectEnd(call, handshake);
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        listener.connectEnd(call, address, proxy, protocol);
    }

    @Override
    public void connectFailed(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol, IOException failure) {
        listener.connectFailed(call, address, proxy, protocol, failure);
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        listener.connectionAcquired(call, connection);
    }

    @Override
    public void connectionReleased(Call call, Connection connection) {
        listener.connectionReleased(call, connection);
    }

    @Override
    public void requestHeadersStart(Call call) {
        listener.requestHeadersStart(call);
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        listener.requestHeadersEnd(call, keyless(request));
    }

    @Override
    public void requestBodyStart(Call call) {
        listener.requestBodyStart(call);
    }

    @Override
    public void requestBodyEnd(Call call, long byteCount) {
        listener.requestBodyEnd(call, byteCount);
    }

    @Override
    public void requestFailed(Call call, IOException failure) {
        listener.requestFailed(call, failure);
    }

    @Override
    public void responseHeadersStart(Call call) {
        listener.responseHeadersStart(call);
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        listener.responseHeadersEnd(call, keyless(response));
    }

    @Override
    public void responseBodyStart(Call call) {
        listener.responseBodyStart(call);
    }

    @Override
    public void responseBodyEnd(Call call, long byteCount) {
        listener.responseBodyEnd(call, byteCount);
    }

    @Override
    public void responseFailed(Call call, IOException failure) {
        listener.responseFailed(call, failure);
    }

    @Override
    public void callEnd(Call call) {
        listener.callEnd(call);
    }

    @Override
    public void callFailed(Call call, IOException failure) {
        listener.callFailed(call, failure);
    }

    @Override
    public void canceled(Call call) {
        listener.canceled(call);
    }

    @Override
    public void satisfactionFailure(Call call, Response response) {
        listener.satisfactionFailure(call, keyless(response));
    }

    @Override
    public void cacheHit(Call call, Response response) {
        listener.cacheHit(call, keyless(response));
    }

    @Override
    public void cacheMiss(Call call) {
        listener.cacheMiss(call);
    }

    @Override
    public void cacheConditionalHit(Call call, Response response) {
        listener.cacheConditionalHit(call, keyless(response));
    }
}
