package com.featherhq.client.retry;

import com.featherhq.client.http.IdempotencyKey;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the call adapters which options hold for the call being made. A call is made, though not run, on the thread that
 * calls the interface, whatever its return type; so a thread-local does, and no second Retrofit is needed.
 */
final class OptionsProxy implements InvocationHandler {

    private static final ThreadLocal<CallOptions> CURRENT = new ThreadLocal<>();

    private final Object target;
    private final CallOptions options;

    private OptionsProxy(Object target, CallOptions options) {
        this.target = target;
        this.options = options;
    }

    static <T> T of(Class<T> type, T target, CallOptions options) {
        InvocationHandler proxy = new OptionsProxy(target, options);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, proxy));
    }

    /** Returns the options of the call that this thread is about to make, or null if it has none. */
    static @Nullable CallOptions current() {
        return CURRENT.get();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        CallOptions outer = CURRENT.get();
        CallOptions chosen = options.over(outer);
        CURRENT.set(chosen);
        try {
            method.setAccessible(true); // The interface need not be public.
            return method.invoke(target, chosen.mintsKeys() ? IdempotencyKey.minted(arguments) : arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            restore(outer);
        }
    }

    /** Makes calls that have {@code options} where they have none of their own. */
    static <T> T within(CallOptions options, Supplier<T> calls) {
        CallOptions outer = CURRENT.get();
        CURRENT.set(options.over(outer));
        try {
            return calls.get();
        } finally {
            restore(outer);
        }
    }

    private static void restore(@Nullable CallOptions outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
