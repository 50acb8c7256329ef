package com.featherhq.spec.types;

import com.featherhq.spec.json.JsonFields;
import com.featherhq.spec.names.DistinctNames;
import com.featherhq.spec.names.Javadoc;
import com.featherhq.spec.types.TypeData.Constant;
import com.featherhq.spec.types.TypeData.EnumData;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the model template is given for a text with named values. */
final class EnumMapper {

    /** More constants than that don't fit the initializer of a class, which has 64 KiB. */
    private static final int MOST_CONSTANTS = 1_000;

    /** A literal in a class file has at most 65,535 bytes, and a character up to three. */
    private static final int LONGEST_LITERAL = 20_000;

    private EnumMapper() {}

    static TypeData map(JsonObject schema, List<String> doc) {
        Set<String> values = new LinkedHashSet<>(JsonFields.strings(schema, "enum"));
        if (values.size() > MOST_CONSTANTS) {
            return new EnumData("", doc, List.of(), true, literals(values));
        }
        Map<String, String> names = DistinctNames.constants(values);
        List<Constant> constants = new ArrayList<>();
        names.forEach((value, name) -> constants.add(new Constant(name, Javadoc.literal(value), Javadoc.line(value))));
        return new EnumData("", doc, constants, null, List.of());
    }

    /** The values in few literals, with zero characters in between. */
    private static List<String> literals(Set<String> values) {
        List<String> literals = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (String value : values) {
            if (literal.length() + value.length() >= LONGEST_LITERAL && !literal.isEmpty()) {
                literals.add(Javadoc.literal(literal.toString()));
                literal.setLength(0);
            }
            literal.append(literal.isEmpty() ? "" : "\0").append(value);
        }
        literals.add(Javadoc.literal(literal.toString()));
        return literals;
    }
}
