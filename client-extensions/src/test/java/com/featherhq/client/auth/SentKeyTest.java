package com.featherhq.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Request;
import org.junit.jupiter.api.Test;

class SentKeyTest {

    private final SentKey key = new SentKey("k&1", 0);
    private final Request request = new Request.Builder()
            .url("https://host/things?a=b")
            .header("Cookie", "session=s")
            .build();

    @Test
    void put_inAHeader_hasThePrefixBeforeIt() {
        assertThat(put("Authorization", "Bearer ", "").header("Authorization")).isEqualTo("Bearer k&1");
    }

    @Test
    void put_inTheQuery_leavesTheRestOfIt() {
        assertThat(put("Authorization", "", "api_key").url()).hasToString("https://host/things?a=b&api_key=k%261");
    }

    @Test
    void put_inACookie_keepsTheOthers() {
        assertThat(put("Cookie", "key=", "").headers("Cookie")).containsExactly("session=s; key=k&1");
    }

    @Test
    void toString_showsNoKey() {
        assertThat(key).hasToString("SentKey[***]");
    }

    private Request put(String header, String prefix, String query) {
        Request.Builder wire = request.newBuilder();
        key.put(wire, request, header, prefix, query);
        return wire.build();
    }
}
