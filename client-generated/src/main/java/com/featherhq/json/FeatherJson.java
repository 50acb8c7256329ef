package com.featherhq.json;

import com.google.gson.Gson;
import retrofit2.Converter;
import retrofit2.converter.gson.GsonConverterFactory;

/** The JSON binding of the generated models. Thread-safe. */
public final class FeatherJson {

    private static final Gson GSON = new Gson();

    private FeatherJson() {}

    /** Returns the shared {@link Gson}. */
    public static Gson gson() {
        return GSON;
    }

    /** Returns the Retrofit converters for bodies, and for path, query and header values. */
    public static Converter.Factory converterFactory() {
        return GsonConverterFactory.create(GSON);
    }
}
