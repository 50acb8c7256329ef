package com.featherhq.testing;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.io.CloseMode;

/** A connection that a reply may cut in the middle of a body, or reset instead of an answer. */
final class MockConnection extends DefaultBHttpServerConnection {

    private boolean cut;

    private MockConnection(String scheme) {
        super(scheme, Http1Config.DEFAULT);
    }

    /** Makes the connections of a server. */
    static final class Factory implements HttpConnectionFactory<MockConnection> {

        @Override
        public MockConnection createConnection(Socket socket) throws IOException {
            MockConnection connection = new MockConnection("http");
            connection.bind(socket);
            return connection;
        }

        @Override
        public MockConnection createConnection(SSLSocket tls, Socket socket) throws IOException {
            MockConnection connection = new MockConnection("https");
            connection.bind(tls, socket);
            return connection;
        }
    }

    @Override
    public void sendResponseHeader(ClassicHttpResponse response) throws HttpException, IOException {
        if (response.getEntity() instanceof ReplyEntity reply && reply.isReset()) {
            close(CloseMode.IMMEDIATE); // with SO_LINGER 0: the peer gets a RST
            throw new ConnectionClosedException("reset by the test");
        }
        super.sendResponseHeader(response);
    }

    @Override
    public void sendResponseEntity(ClassicHttpResponse response) throws HttpException, IOException {
        if (response.getEntity() instanceof ReplyEntity reply) {
            reply.sendOver(this);
        }
        super.sendResponseEntity(response);
    }

    /** Ends the connection at once; what was sent arrives, an end of the body does not. */
    void cut() throws IOException {
        flush();
        cut = true;
        getSocketHolder().getSocket().close();
    }

    @Override
    public void close(CloseMode mode) {
        super.close(cut ? CloseMode.GRACEFUL : mode);
    }
}
