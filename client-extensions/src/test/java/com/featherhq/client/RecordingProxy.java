package com.featherhq.client;

import com.featherhq.client.http.DaemonThreads;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that keeps every byte it gets from clients. It knows CONNECT only, and connects to this machine only. */
final class RecordingProxy implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final ExecutorService threads = Executors.newCachedThreadPool(new DaemonThreads("recording-proxy"));

    RecordingProxy() throws IOException {
        threads.execute(this::accept);
    }

    Proxy address() {
        return new Proxy(
                Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()));
    }

    String seen() {
        synchronized (seen) {
            return seen.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            threads.shutdown();
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), targetPort(client.getInputStream()))) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            threads.execute(() -> copy(server, client, false));
            copy(client, server, true);
        } catch (IOException e) {
            // The other side has gone, as at the end of every test.
        }
    }

    private int targetPort(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(record(in.read()));
        }
        String request = head.toString(StandardCharsets.US_ASCII);
        String target = request.substring("CONNECT ".length(), request.indexOf(" HTTP/"));
        return Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    }

    private int record(int value) {
        synchronized (seen) {
            seen.write(value);
        }
        return value;
    }

    private void copy(Socket from, Socket to, boolean recorded) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (recorded) {
                    synchronized (seen) {
                        seen.write(buffer, 0, count);
                    }
                }
                out.write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // As above.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
