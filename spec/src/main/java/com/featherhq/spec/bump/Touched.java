package com.featherhq.spec.bump;

import com.featherhq.spec.JavaSurface;
import com.featherhq.spec.classes.JavaChange;
import com.featherhq.spec.wire.WireChange;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java by which a breaking change touches code, as class files name it: what {@code concerns} looks for. */
final class Touched {

    private static final Pattern SIGNATURE = Pattern.compile("(\\w+)(?:\\.(\\w+)\\(.*)?");
    private static final List<String> ACCESSORS = List.of("get", "set", "has", "unset");

    private final Comparison comparison;
    private final JsonArray places = new JsonArray();

    private Touched(Comparison comparison) {
        this.comparison = comparison;
    }

    static JsonArray by(JavaChange change) {
        JsonArray places = new JsonArray();
        JsonObject place = place(change.type().replace('.', '/'), change.name());
        if (change.name().isEmpty() && !change.descriptor().isEmpty()) {
            place.addProperty("with", change.descriptor().replaceAll("^L|;$", ""));
        } else if (!change.descriptor().isEmpty()) {
            place.addProperty("descriptor", change.descriptor());
        }
        places.add(place);
        return places;
    }

    static JsonArray by(WireChange change, Comparison comparison) {
        Touched touched = new Touched(comparison);
        new JavaOf(comparison).signatures(change).forEach(signature -> touched.add(signature, change));
        return touched.places;
    }

    private void add(String signature, WireChange change) {
        Matcher matcher = SIGNATURE.matcher(signature);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a signature: " + signature);
        }
        String type = matcher.group(1);
        String member = matcher.group(2);
        if (change.declared().startsWith("/paths/") || change.declared().equals("/security")) {
            places.add(place("com/featherhq/api/" + type, member == null ? "" : member));
        } else if (change.rule().equals("property-required")) {
            places.add(place("com/featherhq/model/" + type, "<init>")); // whoever makes one has to set it
        } else if (member == null || isNew(signature)) {
            places.add(place("com/featherhq/model/" + type, ""));
        } else {
            addAccessors("com/featherhq/model/" + type, member.substring(3));
        }
    }

    private boolean isNew(String accessor) {
        JavaSurface before = comparison.before().surface();
        return before.properties().values().stream().noneMatch(all -> all.containsValue(accessor));
    }

    private void addAccessors(String type, String suffix) {
        ACCESSORS.forEach(prefix -> places.add(place(type, prefix + suffix)));
        places.add(place(type, suffix.substring(0, 1).toLowerCase(Locale.ROOT) + suffix.substring(1)));
    }

    private static JsonObject place(String type, String name) {
        JsonObject place = new JsonObject();
        place.addProperty("type", type);
        if (!name.isEmpty()) {
            place.addProperty("name", name);
        }
        return place;
    }
}
