package com.featherhq.client.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Lua script that Redis knows by its digest, and is told when it doesn't: at first, and after a restart. */
final class Script {

    private final String text;
    private volatile @Nullable String digest;

    private Script(String text) {
        this.text = text;
    }

    static Script named(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing beside " + Script.class.getName() + ".");
            }
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the text at first, and then the digest alone; the commands of one connection keep their order. */
    <T> CompletableFuture<T> run(
            RedisScriptingAsyncCommands<String, String> redis,
            String[] keys,
            Function<Object, T> read,
            String... arguments) {
        CompletableFuture<T> result = new CompletableFuture<>();
        String known = digest;
        if (known == null) {
            digest = redis.digest(text);
            follow(result, redis.eval(text, ScriptOutputType.MULTI, keys, arguments), read);
            return result;
        }
        RedisFuture<Object> command = redis.evalsha(known, ScriptOutputType.MULTI, keys, arguments);
        cancelWith(result, command);
        command.whenComplete((answer, failure) -> {
            if (failure instanceof RedisNoScriptException && !result.isDone()) {
                follow(result, redis.eval(text, ScriptOutputType.MULTI, keys, arguments), read);
            } else {
                end(result, answer, failure, read);
            }
        });
        return result;
    }

    private static <T> void follow(CompletableFuture<T> result, RedisFuture<Object> command, Function<Object, T> read) {
        cancelWith(result, command);
        command.whenComplete((answer, failure) -> end(result, answer, failure, read));
    }

    /** A command that was cancelled before it was written is dropped, and not sent by the next connection. */
    private static void cancelWith(CompletableFuture<?> result, RedisFuture<?> command) {
        CompletableFuture<?> unused = result.whenComplete((value, failure) -> {
            if (failure != null) {
                command.cancel(false);
            }
        });
    }

    private static <T> void end(
            CompletableFuture<T> result, Object answer, @Nullable Throwable failure, Function<Object, T> read) {
        if (failure != null) {
            result.completeExceptionally(failure);
            return;
        }
        try {
            result.complete(read.apply(answer));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }
}
