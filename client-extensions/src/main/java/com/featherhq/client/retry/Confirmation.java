package com.featherhq.client.retry;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.logging.Logger;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Response;

/**
 * What is known of a request whose answer was lost: it was done, it was not done, or nobody can tell. Immutable and
 * thread-safe if the value is.
 *
 * <pre>{@code
 * CallOptions options = CallOptions.builder()
 *         .confirm(RecordingPlaybackResponse.class, () -> {
 *             RecordingPlaybackResponse found =
 *                     client.execute(client.api(VoiceApi.class).getRecordingPlaybackUrl(recordingId));
 *             return found.hasUrl() ? Confirmation.done(found) : Confirmation.notDone();
 *         })
 *         .build();
 * }</pre>
 *
 * @param <T> the type of the call's value
 * @see CallOptions.Builder#confirm
 */
public final class Confirmation<T extends @Nullable Object> {

    private static final Confirmation<?> NOT_DONE = new Confirmation<>(Answer.NOT_DONE, null);
    private static final Confirmation<?> UNKNOWN = new Confirmation<>(Answer.UNKNOWN, null);

    private final Answer answer;
    private final @Nullable T value;

    private Confirmation(Answer answer, @Nullable T value) {
        this.answer = answer;
        this.value = value;
    }

    /** What was answered. */
    public enum Answer {
        /** The service has done it; the call succeeds. */
        DONE,
        /** The service has not done it, and will not do it later; it may be tried again. */
        NOT_DONE,
        /** It can't be told; the call fails as if nobody had been asked. */
        UNKNOWN
    }

    /** Says that it was done, and what the call returns; null for a call without a value. */
    public static <T extends @Nullable Object> Confirmation<T> done(T value) {
        return new Confirmation<>(Answer.DONE, value);
    }

    /**
     * Says that it was not done. The request is sent again, so this must also hold for a moment later: a server may still be
     * busy with a request whose connection is gone. If it may, answer {@link #unknown}, or wait until it can be told.
     */
    @SuppressWarnings("unchecked") // it has no value
    public static <T extends @Nullable Object> Confirmation<T> notDone() {
        return (Confirmation<T>) NOT_DONE;
    }

    /** Says that it can't be told. */
    @SuppressWarnings("unchecked") // it has no value
    public static <T extends @Nullable Object> Confirmation<T> unknown() {
        return (Confirmation<T>) UNKNOWN;
    }

    /** Returns what was answered. */
    public Answer answer() {
        return answer;
    }

    /** Returns the value of what was done; null if it wasn't, or has none. */
    public @Nullable T value() {
        return value;
    }

    /** Returns the answer that the service would have given to {@code request}. */
    Response<T> toResponse(Request request) {
        return Response.success(
                value,
                new okhttp3.Response.Builder()
                        .request(request)
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("Confirmed")
                        .build());
    }

    /** Says nothing of the value. */
    @Override
    public String toString() {
        return "Confirmation[" + answer + "]";
    }

    /** Who is asked whether the server has acted on a request whose answer was lost. Immutable. */
    static final class Question {

        /** {@code java.util.logging}: on every platform, Android included, and every logging framework has a bridge from it. */
        private static final Logger LOGGER = Logger.getLogger("com.featherhq.client");

        private final Class<?> type;
        private final Object asked;
        private final Supplier<? extends CompletionStage<? extends Confirmation<?>>> answers;

        private Question(
                Class<?> type, Object asked, Supplier<? extends CompletionStage<? extends Confirmation<?>>> answers) {
            this.type = type;
            this.asked = asked;
            this.answers = answers;
        }

        static <T> Question of(Class<T> type, Supplier<Confirmation<T>> confirm) {
            return new Question(type, confirm, () -> CompletableFuture.completedFuture(confirm.get()));
        }

        static <T> Question ofAsync(Class<T> type, Supplier<? extends CompletionStage<Confirmation<T>>> confirm) {
            return new Question(type, confirm, confirm);
        }

        /** Fails if the answer could not be the value of the call. */
        void requireFits(Type value, Class<?> rawValue) {
            if (!rawValue.isAssignableFrom(type)) {
                throw new IllegalArgumentException("The call returns " + value.getTypeName() + ", but confirm() has "
                        + type.getTypeName() + ". Use these options for calls of that type only.");
            }
        }

        /**
         * Asks, on this thread. If who is asked fails, the answer is that nobody can tell; an {@code Error} is handed on. Ending what is
         * returned ends what is still going on.
         */
        CompletableFuture<Confirmation<?>> ask() {
            CompletableFuture<? extends Confirmation<?>> answer;
            try {
                answer = answers.get().toCompletableFuture();
            } catch (Throwable e) {
                answer = CompletableFuture.failedFuture(e);
            }
            return checked(answer);
        }

        private CompletableFuture<Confirmation<?>> checked(CompletableFuture<? extends Confirmation<?>> answer) {
            CompletableFuture<Confirmation<?>> checked = new CompletableFuture<>();
            CompletableFuture<?> unused = checked.whenComplete((confirmation, failure) -> answer.cancel(true));
            CompletableFuture<?> unusedToo = answer.whenComplete((confirmation, failure) -> {
                if (failure instanceof Error) {
                    checked.completeExceptionally(failure);
                } else if (!checked.isDone()) {
                    checked.complete(failure == null ? checked(confirmation) : failed(failure));
                }
            });
            return checked;
        }

        private Confirmation<?> checked(@Nullable Confirmation<?> confirmation) {
            if (confirmation == null
                    || (confirmation.answer() == Confirmation.Answer.DONE
                            && confirmation.value() == null
                            && hasValue())) {
                return failed(new NullPointerException());
            }
            return confirmation;
        }

        private boolean hasValue() {
            return type != Void.class && !type.getName().equals("kotlin.Unit");
        }

        /** What it says may hold anything, so only its type is logged. */
        private Confirmation<?> failed(Throwable failure) {
            LOGGER.warning("A confirmation failed: " + asked.getClass().getName() + " threw "
                    + failure.getClass().getName());
            return Confirmation.unknown();
        }
    }
}
