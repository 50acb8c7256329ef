package com.featherhq.client;

import com.featherhq.api.ApiDocument;
import com.featherhq.json.FeatherJson;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** The parts of a client, put together in the one order that works. Immutable and thread-safe. */
final class ClientParts {

    final OkHttpClient http;
    final boolean ownsHttp;
    final RetryRuntime runtime;
    final Retrofit retrofit;
    final CallExecution execution;

    ClientParts(ClientSettings settings) {
        HttpUrl baseUrl = BaseUrl.parse(settings.baseUrl, settings.plaintextAllowed);
        ApiKeySource keys = settings.requireKeys();
        Secrets secrets = new Secrets(keys::recent);
        AttemptsInFlight inFlight = new AttemptsInFlight();
        OkHttpClient.Builder setup = settings.http();
        WireHeaders wireHeaders = new WireHeaders(userAgent(), inFlight);
        AuthSetup.install(setup, keys, secrets, baseUrl, settings.plaintextAllowed, wireHeaders);
        http = setup.build();
        ownsHttp = settings.httpClient == null;
        runtime = settings.retryRuntime(inFlight, http);
        execution = new CallExecution(secrets);
        retrofit = retrofit(settings, baseUrl, secrets);
    }

    private Retrofit retrofit(ClientSettings settings, HttpUrl baseUrl, Secrets secrets) {
        CallObserver observer = new CallObserver(settings.callListeners, secrets, runtime::nanoTime);
        Converter.Factory json =
                FeatherJson.converterFactory(ResponseDrift.of(settings.strictResponses, settings.driftListener));
        return new Retrofit.Builder()
                .baseUrl(baseUrl)
                .client(http)
                // First: a factory before it would hand out calls that are not retried.
                .addCallAdapterFactory(new RetryCallAdapterFactory(
                        runtime, settings.retryPolicy, Map.copyOf(settings.operationPolicies), observer))
                .addCallAdapterFactory(new FutureCallAdapterFactory())
                .addConverterFactory(new BodyConverterFactory(json, secrets))
                .build();
    }

    private static String userAgent() {
        String version = FeatherClient.class.getPackage().getImplementationVersion();
        return "feather-java/" + (version == null ? "dev" : version) + " (document " + ApiDocument.VERSION + ")";
    }

    void close() {
        runtime.close();
        if (ownsHttp) {
            HttpSetup.close(http);
        }
    }
}
