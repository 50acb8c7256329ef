package com.featherhq.client;

import com.featherhq.api.ApiDocument;
import com.featherhq.client.auth.ApiKeyAuth;
import com.featherhq.client.auth.CredentialException;
import com.featherhq.client.http.Hop;
import com.featherhq.client.http.Secrets;
import com.featherhq.client.retry.BodyHints;
import com.featherhq.client.retry.CallOptions;
import com.featherhq.client.retry.RetryingCalls;
import com.featherhq.client.streams.StreamFailure;
import com.featherhq.json.FeatherJson;
import com.featherhq.json.FilePartException;
import com.featherhq.json.UnreadableBodyException;
import java.lang.module.ModuleDescriptor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Response;
import retrofit2.Retrofit;

/** The parts of a client, put together in the one order that works. Immutable and thread-safe. */
final class ClientParts {

    final CloseActions closeActions = new CloseActions();
    final OkHttpClient http;
    final boolean ownsHttp;
    final RetryingCalls retries;
    final Retrofit retrofit;
    final CallExecution execution;
    private final @Nullable CallOptions forAllCalls;

    ClientParts(ClientSettings settings) {
        ApiKeyAuth auth = settings.auth.build();
        Secrets secrets = auth.secrets();
        CallObserver observer = new CallObserver(settings.callListeners, secrets, System::nanoTime);
        retries = retries(settings, observer, secrets);
        Hop hop = new ClientHop(retries.hop(), userAgent());
        http = auth.install(settings.http(), hop).build();
        ownsHttp = settings.httpClient == null;
        execution = new CallExecution(secrets, closeActions::add);
        forAllCalls = settings.forAllCalls;
        retrofit = new Retrofit.Builder()
                .baseUrl(auth.baseUrl())
                .client(http)
                // First: a factory before it would hand out calls that are not retried.
                .addCallAdapterFactory(retries)
                .addCallAdapterFactory(new ObservedCall.Factory(observer))
                .addCallAdapterFactory(new AwaitedCallAdapterFactory(execution))
                .addConverterFactory(converters(settings, secrets))
                .build();
    }

    private static Converter.Factory converters(ClientSettings settings, Secrets secrets) {
        Converter.Factory json =
                FeatherJson.converterFactory(ResponseDrift.of(settings.strictResponses, settings.driftListener));
        return new BodyConverterFactory(json, secrets, settings.maxResponseBytes);
    }

    <T> T create(Class<T> type) {
        T api = retrofit.create(type);
        return forAllCalls == null ? api : retries.with(forAllCalls, type, api);
    }

    private static RetryingCalls retries(ClientSettings settings, CallObserver observer, Secrets secrets) {
        settings.retries.permanentFailures(ClientParts::isPermanent).bodyHints(response -> hints(response, secrets));
        if (!settings.callListeners.isEmpty()) {
            settings.retries.onAttempt(observer::attemptEnded).headers(observer::headers);
        }
        return settings.retries.build();
    }

    /** A body that is wrong, and not just cut off, would be so again; a retry would only take from the budget. */
    private static boolean isPermanent(Throwable failure) {
        return failure instanceof CredentialException
                || failure instanceof FilePartException
                || failure instanceof BodyConverterFactory.TooLargeException
                || (failure instanceof UnreadableBodyException body && !body.isCutOff())
                || (failure instanceof StreamFailure stream && stream.reason() == StreamFailure.Reason.EVENT_TOO_LARGE);
    }

    private static BodyHints hints(Response<?> response, Secrets secrets) {
        ErrorBody body = ErrorBody.of(response, secrets);
        return new BodyHints(body.retryable(), body.retryAfter());
    }

    private static String userAgent() {
        ModuleDescriptor module = ClientParts.class.getModule().getDescriptor(); // A module has no manifest's version.
        String version = module == null
                ? ClientParts.class.getPackage().getImplementationVersion()
                : module.rawVersion().orElse(null);
        return "feather-java/" + (version == null ? "dev" : version) + " (document " + ApiDocument.VERSION + ")";
    }

    void close() {
        closeActions.run();
        retries.close();
        if (ownsHttp) {
            ClientSettings.HttpSetup.close(http);
        }
    }

    /** What is to be done when a client is closed. Thread-safe. */
    static final class CloseActions {

        private static final Logger LOGGER = Logger.getLogger(CloseActions.class.getName());

        private final Set<Action> actions = new LinkedHashSet<>();
        private boolean closed;

        /** By identity: the same action may be added twice. */
        private static final class Action {

            private final Runnable task;

            Action(Runnable task) {
                this.task = task;
            }

            void run() {
                try {
                    task.run();
                } catch (Throwable e) { // The others are to hear of it whatever happens here.
                    LOGGER.log(
                            Level.WARNING,
                            "An action for the closing of the client failed: {0}",
                            e.getClass().getName());
                }
            }
        }

        /** Returns what takes the action back. Runs it at once if the client is closed. */
        Runnable add(Runnable task) {
            Action action = new Action(task);
            boolean late;
            synchronized (this) {
                late = closed;
                if (!late) {
                    actions.add(action);
                }
            }
            if (late) {
                action.run();
            }
            return () -> remove(action);
        }

        /** Runs every action once, without a lock. */
        void run() {
            List<Action> left;
            synchronized (this) {
                closed = true;
                left = List.copyOf(actions);
                actions.clear();
            }
            left.forEach(Action::run);
        }

        private synchronized void remove(Action action) {
            actions.remove(action);
        }
    }
}
