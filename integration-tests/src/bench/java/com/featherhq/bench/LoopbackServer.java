package com.featherhq.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An HTTP/1.1 server that answers every GET alike, allocates nothing for it, and so adds nothing to what is measured. */
final class LoopbackServer implements AutoCloseable {

    static final String BODY = "{\"url\":\"https://recordings.example/2f1b6c1e.wav?X-Amz-Expires=900&X-Amz-Signature="
            + "a".repeat(64) + "\",\"expires_in\":900,\"duration_ms\":183250,\"bytes\":5864044,\"status\":\"ready\"}";

    private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final byte[] response;

    LoopbackServer(String statusLine, String headers, String body) throws IOException {
        response = ("HTTP/1.1 " + statusLine + "\r\nDate: Sun, 01 Mar 2026 10:00:00 GMT\r\nServer: loopback\r\n"
                        + "Content-Type: application/json\r\n" + headers + "Content-Length: " + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
        Thread acceptor = new Thread(this::accept, "loopback");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static LoopbackServer ok() throws IOException {
        return new LoopbackServer("200 OK", "x-request-id: req_0123456789\r\n", BODY);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                Thread thread = new Thread(() -> serve(socket), "loopback-connection");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    /** Finds the empty line that ends a request without a body. */
    private void serve(Socket socket) {
        byte[] buffer = new byte[4096];
        try (InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            int matched = 0;
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    matched = buffer[i] == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : buffer[i] == '\r' ? 1 : 0;
                    if (matched == 4) {
                        matched = 0;
                        out.write(response);
                    }
                }
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
