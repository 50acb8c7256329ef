package com.featherhq.client.pages;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.retry.RetryPolicy;
import com.featherhq.json.Page;
import com.featherhq.json.PageParams;
import com.featherhq.json.QueryParams;
import com.featherhq.json.WireNames;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.http.GET;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/** A server of lists on loopback, and a client of it; the page for a cursor (empty for none) is what the test says. */
final class RowServer implements AutoCloseable {

    interface RowsApi {
        @GET("rows")
        Call<Rows> list(@QueryMap RowParams params);

        @GET("rows/{of}")
        Call<Rows> listOf(@Path("of") String of, @QueryMap RowParams params);

        @GET("rows")
        Call<List<Long>> array(@QueryMap OffsetParams params);
    }

    /** As it is generated. */
    static final class Rows implements Page<Long> {
        @Nullable
        List<Long> items;

        @Nullable
        String next_cursor;

        @Nullable
        Boolean has_more;

        @Override
        public List<Long> pageRows() {
            return items == null ? List.of() : items;
        }

        @Override
        public @Nullable String nextCursor() {
            return next_cursor;
        }

        @Override
        public @Nullable Boolean moreRows() {
            return has_more;
        }
    }

    static final class RowParams extends QueryParams implements PageParams<RowParams> {

        private static final WireNames NAMES =
                WireNames.of("RowParams").query("cursor").query("limit");

        RowParams() {
            super(NAMES);
        }

        RowParams limit(long limit) {
            set(1, limit);
            return this;
        }

        @Override
        public @Nullable String pageStart() {
            return text(0);
        }

        @Override
        public RowParams pageAt(@Nullable String start) {
            RowParams copy = new RowParams();
            copy.copy(this, 0, start);
            return copy;
        }

        @Override
        public boolean countsRows() {
            return false;
        }
    }

    static final class OffsetParams extends QueryParams implements PageParams<OffsetParams> {

        private static final WireNames NAMES = WireNames.of("OffsetParams").query("offset");

        OffsetParams() {
            super(NAMES);
        }

        OffsetParams offset(long offset) {
            set(0, offset);
            return this;
        }

        @Override
        public @Nullable String pageStart() {
            return text(0);
        }

        @Override
        public OffsetParams pageAt(@Nullable String start) {
            OffsetParams copy = new OffsetParams();
            copy.copy(this, 0, start);
            return copy;
        }

        @Override
        public boolean countsRows() {
            return true;
        }
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    final AtomicInteger requests = new AtomicInteger();
    final FeatherClient client;
    final RowsApi api;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RowServer(UnaryOperator<String> pages) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, pages));
        server.start();
        client = FeatherClient.builder()
                .apiKey("fth_test_1")
                .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .retryPolicy(RetryPolicy.none())
                .build();
        api = client.api(RowsApi.class);
    }

    private void answer(HttpExchange exchange, UnaryOperator<String> pages) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (requests.incrementAndGet() <= 1000) {
            asked.add(query);
        }
        String place = query.replaceFirst("(.*&)?(cursor|offset)=([^&]*).*|.*", "$3");
        String page = pages.apply(place);
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(page.startsWith("!") ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    Pager<Long> pager() {
        return client.pages(api::list, new RowParams());
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
