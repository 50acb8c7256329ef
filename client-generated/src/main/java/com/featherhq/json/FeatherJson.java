package com.featherhq.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapterFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;

/** The JSON binding of the generated models. Thread-safe. */
public final class FeatherJson {

    private static final TypeAdapterFactory ADAPTERS = new GeneratedAdapters();

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapterFactory(ADAPTERS)
            .serializeNulls()
            .disableHtmlEscaping()
            .registerTypeAdapter(UUID.class, Json.UUID)
            .registerTypeAdapter(LocalDate.class, Json.DATE)
            .registerTypeAdapter(OffsetDateTime.class, Json.DATE_TIME)
            .registerTypeAdapter(BigDecimal.class, Json.NUMBER)
            .create();

    private FeatherJson() {}

    /** Returns the shared {@link Gson}. */
    public static Gson gson() {
        return GSON;
    }

    /**
     * Returns what another {@link Gson} needs to read and write the generated types as {@link #gson()} does, whatever its
     * settings are: {@code new GsonBuilder().registerTypeAdapterFactory(FeatherJson.typeAdapterFactory())}. Without it, that
     * Gson refuses them with an {@link IllegalArgumentException}.
     */
    public static TypeAdapterFactory typeAdapterFactory() {
        return ADAPTERS;
    }

    /** Returns the Retrofit converters for bodies, for parts of forms, and for path, query and header values. */
    public static Converter.Factory converterFactory() {
        return new FeatherConverters(null);
    }

    /** Like {@link #converterFactory()}; {@code listener} is told where responses depart from the API document. */
    public static Converter.Factory converterFactory(@Nullable DriftListener listener) {
        return new FeatherConverters(listener);
    }
}
