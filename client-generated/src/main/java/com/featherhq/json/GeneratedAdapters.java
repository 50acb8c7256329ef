package com.featherhq.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import org.jspecify.annotations.Nullable;

/**
 * Finds the adapter that a generated type has in its field {@code ADAPTER}. The types don't name it with {@code @JsonAdapter}:
 * Gson's rules for R8 and ProGuard keep every class with that annotation, used or not.
 */
final class GeneratedAdapters implements TypeAdapterFactory {

    @SuppressWarnings("unchecked") // a type's adapter is for that type; a union's is for its members too
    @Override
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<? super T> raw = type.getRawType();
        boolean isGenerated = JsonModel.class.isAssignableFrom(raw)
                || JsonUnion.class.isAssignableFrom(raw)
                || OpenEnum.class.isAssignableFrom(raw);
        return isGenerated ? (TypeAdapter<T>) adapter(raw) : null;
    }

    private static TypeAdapter<?> adapter(Class<?> type) {
        try {
            return (TypeAdapter<?>) type.getField("ADAPTER").get(null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " has no field ADAPTER that can be read. If a shrinker removed it, give the shrinker the "
                            + "rules in META-INF/proguard of feather-client-generated.",
                    e);
        }
    }
}
