package com.featherhq.spec.operations;

import com.featherhq.spec.document.SpecException;
import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.operations.ParameterMapper.Place;
import com.google.gson.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the value of a parameter becomes texts: OpenAPI 3.1, "Style Values". */
enum ParameterStyle {
    /** FastAPI's, and the default in the query: a list has its name once for each element. */
    REPEATED(""),
    COMMAS(".commas()"),
    SPACES(".spaces()"),
    PIPES(".pipes()"),
    DEEP_OBJECT(".deepObject()"),
    PROPERTIES(".properties()"),
    JSON(".json()");

    private final String call;

    ParameterStyle(String call) {
        this.call = call;
    }

    /** The call that tells it to the binding's {@code WireNames}. */
    String call() {
        return call;
    }

    /**
     * The style that {@code parameter} has, by itself or by default.
     *
     * @throws SpecException if there's no rule for it
     */
    static ParameterStyle of(JsonObject parameter, Place place, ParameterShape shape, String pointer) {
        boolean form = place == Place.QUERY || place == Place.COOKIE;
        String style = JsonFields.string(parameter, "style", form ? "form" : "simple");
        boolean exploded = parameter.has("explode") ? JsonFields.isTrue(parameter, "explode") : style.equals("form");
        ParameterStyle known = shape == ParameterShape.OBJECT
                ? ofObject(place, style, exploded)
                : ofTexts(place, style, exploded, shape == ParameterShape.ONE);
        if (known == null) {
            String what =
                    shape == ParameterShape.OBJECT ? "an object" : shape == ParameterShape.ONE ? "a text" : "a list";
            throw new SpecException(pointer + " is " + what + " in style \"" + style + "\", explode " + exploded
                    + "; the generation rules don't know that in a "
                    + place.name().toLowerCase(Locale.ROOT)
                    + ".");
        }
        return known;
    }

    private static @Nullable ParameterStyle ofObject(Place place, String style, boolean exploded) {
        if (place != Place.QUERY) {
            return null;
        }
        return style.equals("deepObject") ? DEEP_OBJECT : style.equals("form") && exploded ? PROPERTIES : null;
    }

    private static @Nullable ParameterStyle ofTexts(Place place, String style, boolean exploded, boolean one) {
        return switch (style) {
            // A list in a header may have a line for each element (RFC 9110 §5.3), which is what FastAPI reads.
            case "simple" -> place == Place.HEADER || (place == Place.PATH && one) ? REPEATED : null;
            case "form" -> place == Place.QUERY || place == Place.COOKIE ? ofList(exploded || one, COMMAS) : null;
            case "spaceDelimited" -> place == Place.QUERY ? ofList(exploded || one, SPACES) : null;
            case "pipeDelimited" -> place == Place.QUERY ? ofList(exploded || one, PIPES) : null;
            default -> null;
        };
    }

    private static ParameterStyle ofList(boolean repeated, ParameterStyle joined) {
        return repeated ? REPEATED : joined;
    }
}
