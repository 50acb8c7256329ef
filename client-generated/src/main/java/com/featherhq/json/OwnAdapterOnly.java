package com.featherhq.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;

/**
 * Refuses the fields of generated types to a {@link Gson} without {@link FeatherJson#typeAdapterFactory}, which would write
 * them as Java has them, not as the API does. For the generated types.
 */
public final class OwnAdapterOnly implements TypeAdapterFactory {

    OwnAdapterOnly() {}

    /** Always fails. */
    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        throw new IllegalArgumentException(
                "This Gson doesn't know the generated types of the API. Use FeatherJson.gson(), or "
                        + "register FeatherJson.typeAdapterFactory() with your GsonBuilder.");
    }
}
