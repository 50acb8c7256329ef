package com.featherhq.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.WWWFormCodec;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 server on a free loopback port that sends replies, whole or broken. */
final class MockServer implements AutoCloseable {

    private final HttpServer server;
    private final String baseUrl;

    /** Answers a request. */
    interface Answers {

        Reply answer(Request request) throws IOException;
    }

    /** A request as it came; the names of its headers are in lower case. */
    static final class Request {

        final String method;
        final String rawPath;
        final Map<String, List<String>> query;
        final Map<String, List<String>> headers;
        final byte[] body;

        Request(
                String method,
                String rawPath,
                Map<String, List<String>> query,
                Map<String, List<String>> headers,
                byte[] body) {
            this.method = method;
            this.rawPath = rawPath;
            this.query = query;
            this.headers = headers;
            this.body = body;
        }

        @Nullable
        String header(String name) {
            List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
            return values == null ? null : values.get(0);
        }
    }

    MockServer(Answers answers, @Nullable SSLContext tls) throws IOException {
        // Without TCP_NODELAY, the end of a small answer waits 40 ms for the acknowledgement of its head.
        server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setListenerPort(0)
                .setSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                .setSslContext(tls)
                .setConnectionFactory(new MockConnection.Factory())
                .setExceptionListener(ExceptionListener.NO_OP)
                .setRequestRouter((request, context) -> (in, out, unused) -> answer(answers, in, out))
                .create();
        server.start();
        baseUrl = (tls == null ? "http" : "https") + "://127.0.0.1:" + server.getLocalPort() + "/";
    }

    String baseUrl() {
        return baseUrl;
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    private static void answer(Answers answers, ClassicHttpRequest in, ClassicHttpResponse out) throws IOException {
        Reply reply = answers.answer(request(in));
        out.setCode(reply.ending() == Reply.Ending.RESET ? 200 : reply.status());
        reply.headers().forEach(out::setHeader);
        boolean hasEntity = reply.isStream() || reply.body().length > 0 || reply.ending() != Reply.Ending.COMPLETE;
        if (hasEntity) {
            out.setEntity(new ReplyEntity(reply));
        }
    }

    private static Request request(ClassicHttpRequest in) throws IOException {
        String target = in.getRequestUri();
        int mark = target.indexOf('?');
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (mark >= 0) {
            for (NameValuePair pair : WWWFormCodec.parse(target.substring(mark + 1), StandardCharsets.UTF_8)) {
                query.computeIfAbsent(pair.getName(), name -> new ArrayList<>())
                        .add(pair.getValue() == null ? "" : pair.getValue());
            }
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : in.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue());
        }
        HttpEntity entity = in.getEntity();
        byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
        String rawPath = mark < 0 ? target : target.substring(0, mark);
        return new Request(in.getMethod(), rawPath, query, headers, body == null ? new byte[0] : body);
    }
}
