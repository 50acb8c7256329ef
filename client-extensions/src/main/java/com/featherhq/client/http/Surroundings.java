package com.featherhq.client.http;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import java.net.URL;
import java.security.CodeSource;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;
import retrofit2.Retrofit;

/**
 * What the client finds around it: which libraries the class path has, and whether a module lets it at an interface. Told at
 * once, since it would be a {@link LinkageError} in the middle of a call otherwise. Nothing is looked up by name: a shrinker
 * or the shaded jar changes names.
 */
public final class Surroundings {

    private static final Pattern VERSION =
            Pattern.compile("(?:retrofit|gson)-(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

    private Surroundings() {}

    /**
     * Checks the libraries that the client runs on.
     *
     * @throws IllegalStateException if one is missing, or older than the client needs; the message names what to depend on
     */
    public static void checkLibraries() {
        if (!has(() -> OkHttpClient.class)) {
            throw new IllegalStateException(
                    "OkHttp is missing. For Maven, okhttp 5 is an empty jar: add "
                            + "com.squareup.okhttp3:okhttp-jvm in the same version, or set com.squareup.okhttp3:okhttp to 4.12.0.");
        }
        if (!has(() -> OkHttp.class)) {
            throw problem("OkHttp", () -> OkHttpClient.class, "4.12.0", "com.squareup.okhttp3:okhttp:4.12.0");
        }
        if (!has(() -> ByteString.Companion)) {
            throw problem("Okio", () -> ByteString.class, "3.6.0", "com.squareup.okio:okio-jvm:3.6.0");
        }
        if (!has(() -> Invocation.class) || isBefore(Retrofit.class, 2, 9, 0)) {
            throw problem("Retrofit", () -> Retrofit.class, "2.9.0", "com.squareup.retrofit2:retrofit:3.0.0");
        }
        if (!has(() -> FieldNamingPolicy.LOWER_CASE_WITH_DOTS) || isBefore(Gson.class, 2, 8, 5)) {
            throw problem("Gson", () -> Gson.class, "2.8.5", "com.google.code.gson:gson:2.13.2");
        }
    }

    private static IllegalStateException problem(
            String library, Supplier<Class<?>> type, String needed, String remedy) {
        String found = has(type) ? "too old: found " + jarOf(type.get()) : "missing";
        return new IllegalStateException(library + " is " + found + "; needed is " + needed + " or newer. Depend on "
                + remedy + ". Where the other one has to stay, use the client's jar with the classifier shaded.");
    }

    private static boolean has(Supplier<?> probe) {
        try {
            return probe.get() != null;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** The file that a class comes from; its name has the version. */
    private static String jarOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        @Nullable URL location = source == null ? null : source.getLocation();
        String path = location == null ? "" : location.getPath().replaceFirst("[!/]+$", "");
        return path.isEmpty() ? "one of unknown version" : path.substring(path.lastIndexOf('/') + 1);
    }

    /** Tells whether the jar of a class has a version before that one in its name. */
    private static boolean isBefore(Class<?> type, int... version) {
        Matcher found = VERSION.matcher(jarOf(type));
        if (!found.lookingAt()) {
            return false;
        }
        for (int i = 0; i < version.length; i++) {
            String part = found.group(i + 1);
            int number = part == null ? 0 : Integer.parseInt(part);
            if (number != version[i]) {
                return number < version[i];
            }
        }
        return false;
    }

    /**
     * Checks that a module lets those at an interface that read and call it.
     *
     * @throws IllegalArgumentException if it doesn't export the interface's package to them
     */
    public static void checkAccess(Class<?> api) {
        Module module = api.getModule();
        String room = api.getPackageName();
        if (!module.isExported(room, Surroundings.class.getModule())
                || !module.isExported(room, Invocation.class.getModule())) {
            throw new IllegalArgumentException(api.getName() + " is in a package that the module " + module.getName()
                    + " doesn't export. Add \"exports " + room + " to com.featherhq.client, retrofit2;\" to its "
                    + "module-info.java.");
        }
    }
}
