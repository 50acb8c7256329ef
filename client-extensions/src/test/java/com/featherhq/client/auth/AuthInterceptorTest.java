package com.featherhq.client.auth;

import static com.featherhq.client.Servers.KEY;
import static com.featherhq.client.Servers.json;
import static com.featherhq.client.Servers.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.ServedTest;
import com.featherhq.client.Servers;
import com.featherhq.client.ThingsApi;
import com.featherhq.client.TransportException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import okhttp3.Cache;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import retrofit2.Response;

final class AuthInterceptorTest extends ServedTest {

    @Test
    void call_whenToTheBaseUrl_carriesTheKeyOnce() {
        server.enqueue(json(200, "{}"));
        try (FeatherClient client = Servers.client(server).build()) {
            client.execute(client.api(ThingsApi.class).get("1"));
        }

        assertThat(taken(server).getHeaders().values("x-api-key")).containsExactly(KEY);
    }

    @Test
    void call_whenDeclaredWithoutSecurity_carriesNoKey() {
        server.enqueue(json(200, "{}"));
        try (FeatherClient client = Servers.client(server).build()) {
            client.execute(client.api(ThingsApi.class).health());
        }

        assertThat(taken(server).getHeader("x-api-key")).isNull();
    }

    @Test
    void call_whenToAnotherPort_carriesNoKeyNotEvenTheCallersOwn() {
        other.enqueue(json(200, "{}"));
        Interceptor careless = chain -> chain.proceed(
                chain.request().newBuilder().header("x-api-key", KEY).build());
        OkHttpClient http = new OkHttpClient.Builder().addInterceptor(careless).build();
        try (FeatherClient client = Servers.client(server).httpClient(http).build()) {
            client.execute(client.api(ThingsApi.class).anywhere(other.url("/x").toString()));
        }

        assertThat(taken(other).getHeader("x-api-key")).isNull();
    }

    @Test
    void response_whenKeyWasSent_showsARequestWithoutIt() throws Exception {
        server.enqueue(json(200, "{}"));
        server.enqueue(json(401, "{}"));
        try (FeatherClient client = Servers.client(server).build()) {
            Response<?> ok = client.api(ThingsApi.class).get("1").execute();
            Response<?> refused = client.api(ThingsApi.class).get("1").execute();

            assertThat(ok.raw().networkResponse().request().toString()).doesNotContain(KEY, "x-api-key");
            assertThat(refused.raw().networkResponse().request().toString())
                    .doesNotContain(KEY, "x-api-key")
                    .contains("SentKey[***]");
        }
    }

    /** It lies above the key, so it could give one account what another was answered. */
    @Test
    void cache_ofTheCallersClient_isNotUsed(@TempDir Path folder) throws Exception {
        server.enqueue(json(200, "{}").setHeader("Vary", "x-api-key").setHeader("Cache-Control", "max-age=60"));
        server.enqueue(json(200, "{}"));
        try (Cache cache = new Cache(folder.toFile(), 1 << 20)) {
            OkHttpClient http = new OkHttpClient.Builder().cache(cache).build();
            try (FeatherClient client = Servers.client(server).httpClient(http).build()) {
                client.execute(client.api(ThingsApi.class).get("1"));
                client.execute(client.api(ThingsApi.class).get("1"));
            }
            assertThat(cache.writeSuccessCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(2);
        }
    }

    @Test
    void call_whenNameOfThisMachineLeadsAway_isNotSent() throws UnknownHostException {
        InetAddress own = InetAddress.getByAddress("api", new byte[] {10, 1, 2, 3});
        assertThat(AuthInterceptor.isOnThisMachine(Proxy.NO_PROXY, new InetSocketAddress(own, 80)))
                .isFalse();
        assertThat(AuthInterceptor.isOnThisMachine(Proxy.NO_PROXY, InetSocketAddress.createUnresolved("localhost", 80)))
                .isFalse();
        assertThat(AuthInterceptor.isOnThisMachine(
                        Proxy.NO_PROXY, new InetSocketAddress(InetAddress.getLoopbackAddress(), 80)))
                .isTrue();
    }

    @Test
    void call_whenPlainHttpGoesThroughAProxyOutside_isRefused() {
        Proxy outside = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example.com", 3128));
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);

        assertThat(AuthInterceptor.isOnThisMachine(outside, local)).isFalse();
    }

    @Test
    void call_whenPlainHttpGoesThroughAProxyHere_isSent() {
        other.enqueue(json(200, "{}"));
        OkHttpClient http =
                new OkHttpClient.Builder().proxy(other.toProxyAddress()).build();
        try (FeatherClient client = Servers.client(server).httpClient(http).build()) {
            client.execute(client.api(ThingsApi.class).get("1"));
        }

        assertThat(taken(other).getHeader("x-api-key")).isEqualTo(KEY);
    }

    @Test
    void call_whenResolverLeadsPlainHttpAway_failsUnsent() throws Exception {
        InetAddress notLoopback = InetAddress.getByAddress("localhost", new byte[4]);
        OkHttpClient http =
                new OkHttpClient.Builder().dns(host -> List.of(notLoopback)).build();
        try (FeatherClient client = Servers.client(server).httpClient(http).build()) {
            assertThatThrownBy(() -> client.execute(client.api(ThingsApi.class).get("1")))
                    .isInstanceOf(TransportException.class)
                    .hasMessage("GET v1/things/{id} (ThingsApi.get) was not sent (1 attempt). The API key isn't sent"
                            + " in plain text to a proxy or address outside this machine; use https.");
            assertThat(server.getRequestCount()).isZero();
        }
    }
}
