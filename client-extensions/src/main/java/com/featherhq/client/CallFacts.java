package com.featherhq.client;

import com.featherhq.client.auth.Origin;
import com.featherhq.client.http.IdempotencyKey;
import com.featherhq.client.retry.Attempt;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** What an exception, an event or a log line says about a call. */
record CallFacts(
        Operation operation,
        Origin origin,
        List<Attempt> attempts,
        @Nullable String idempotencyKey) {

    CallFacts(Operation operation, Origin origin, List<Attempt> attempts) {
        this(operation, origin, attempts, null);
    }

    static CallFacts of(Call<?> call) {
        Request request = call.request();
        return new CallFacts(
                Operation.of(request), Origin.of(request.url()), Attempt.of(call), IdempotencyKey.of(request));
    }

    @Override
    public String toString() {
        return operation.toString();
    }

    /** Returns {@code " (SocketTimeoutException; 3 attempts)"}, without what is empty or not known. */
    String details(String... known) {
        List<String> details = new ArrayList<>(List.of(known));
        details.removeIf(String::isEmpty);
        if (!attempts.isEmpty()) {
            details.add(attempts.size() == 1 ? "1 attempt" : attempts.size() + " attempts");
        }
        return details.isEmpty() ? "" : " (" + String.join("; ", details) + ")";
    }
}
