package com.featherhq.client;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Request;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Retrofit;

final class OperationTest {

    private final ThingsApi things =
            new Retrofit.Builder().baseUrl("http://localhost/").build().create(ThingsApi.class);

    private static String of(Call<?> call) {
        return Operation.of(call.request()).toString();
    }

    @Test
    void of_whenDeclared_isMethodTemplateAndName() {
        assertThat(of(things.delete("secret"))).isEqualTo("DELETE v1/things/{id} (ThingsApi.delete)");
        assertThat(of(things.head())).isEqualTo("HEAD v1/things (ThingsApi.head)");
        assertThat(of(things.options())).isEqualTo("OPTIONS v1/things (ThingsApi.options)");
        assertThat(of(things.search())).isEqualTo("SEARCH v1/things/search (ThingsApi.search)");
    }

    @Test
    void of_whenTemplateHasASlashOrAQuery_isThePathAlone() throws Exception {
        FeatherClient client =
                FeatherClient.builder().apiKey("k").baseUrl("http://localhost").build();
        ThingsApi api = client.api(ThingsApi.class);
        assertThat(of(api.create(Servers.text("{}")))).isEqualTo("POST v1/things (ThingsApi.create)");
        assertThat(of(api.put("1", Servers.text("{}")))).isEqualTo("PUT v1/things/{id} (ThingsApi.put)");
        assertThat(of(api.patch("1", Servers.text("{}")))).isEqualTo("PATCH v1/things/{id} (ThingsApi.patch)");
        assertThat(of(api.list())).isEqualTo("GET v1/things (ThingsApi.list)");
        assertThat(of(api.anywhere("http://localhost/secret"))).isEqualTo("GET undeclared (ThingsApi.anywhere)");
        client.close();
    }

    @Test
    void of_whenNoInterfaceMadeTheRequest_isUndeclared() {
        Request request = new Request.Builder().url("http://localhost/secret").build();

        assertThat(Operation.of(request)).isEqualTo(new Operation("undeclared", "GET", "undeclared"));
        assertThat(Operation.of(request)).hasToString("GET (undeclared)");
    }
}
