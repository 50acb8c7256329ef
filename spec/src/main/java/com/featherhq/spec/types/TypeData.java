package com.featherhq.spec.types;

import com.featherhq.spec.names.Javadoc;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the model template is given for a type. The names of the components are the keys of the template; one that is null is
 * not there.
 */
sealed interface TypeData {

    /** The key under which the template finds it. */
    String key();

    /** The same with its name. */
    TypeData named(String name);

    /** The same as a member of the unions of these names, and as a page of a list if it's one. */
    default TypeData within(Map<String, UnionData> unions, @Nullable PageAnswer page) {
        return this;
    }

    default JsonObject toJson() {
        JsonObject holder = new JsonObject();
        holder.add(key(), Json.GSON.toJsonTree(this));
        return holder;
    }

    /** Records to the template's data. */
    final class Json {
        private static final Gson GSON = new GsonBuilder()
                .setFieldNamingPolicy(FieldNamingPolicy.IDENTITY)
                .create();

        private Json() {}
    }

    /**
     * A text with named values.
     *
     * @param constants one for each value; empty if there are too many
     * @param large whether there are too many values for constants
     * @param literals all values, in literals that a class file holds, if there are too many for constants
     */
    record EnumData(
            String name,
            List<String> doc,
            List<Constant> constants,
            @Nullable Boolean large,
            List<String> literals) implements TypeData {

        @Override
        public String key() {
            return "enum";
        }

        @Override
        public TypeData named(String newName) {
            return new EnumData(newName, doc, constants, large, literals);
        }
    }

    /** A value of an enum: the name of its constant, its Java literal, and how documentation shows it. */
    record Constant(String constant, String literal, String text) {}

    /**
     * A sealed interface.
     *
     * @param sealed whether the members are models, which implement the interface; null if each has a record of its own
     * @param discriminator how a property tells the member; null if none does
     */
    record UnionData(
            String name,
            List<String> doc,
            @Nullable Boolean sealed,
            List<Member> members,
            List<Member> byLabel,
            @Nullable Discriminator discriminator)
            implements TypeData {

        @Override
        public String key() {
            return "union";
        }

        @Override
        public TypeData named(String newName) {
            return new UnionData(newName, doc, sealed, members, byLabel, discriminator);
        }
    }

    /**
     * A member of a union.
     *
     * @param index its place in the document
     * @param kind which JSON values it takes, as the binding names it
     * @param parameter the name of a parameter for it
     */
    record Member(int index, String label, String type, String adapter, String kind, String parameter) {}

    /**
     * The property that tells the member of a union, and for each of its values which one.
     *
     * @param otherwise the binding's word for a value that isn't named
     */
    record Discriminator(String property, List<Case> cases, String otherwise) {}

    /** A value of a discriminator; {@code member} is an index, or the binding's word for several. */
    record Case(String value, String member) {}

    /**
     * A class for objects.
     *
     * @param implemented the interfaces, such as the unions that it's a member of
     * @param keyed the property that is an idempotency key; null if there's none
     * @param page what a page of a list has; null if it isn't one
     * @param presentWords the fields with a bit for each property that may be null
     * @param hasConstants whether there are properties with one value only
     * @param requiredNames the Java literals of the required properties, which are the first ones
     * @param nullableMask a bit for each of the first 64 properties that may be null
     */
    record ModelData(
            String name,
            List<String> doc,
            @Nullable Boolean deprecated,
            @Nullable String implemented,
            @Nullable Keyed keyed,
            @Nullable PageData page,
            List<Inherited> inheritedTwice,
            List<Property> properties,
            List<String> presentWords,
            @Nullable Boolean hasConstants,
            @Nullable String requiredNames,
            String nullableMask)
            implements TypeData {

        @Override
        public String key() {
            return "model";
        }

        @Override
        public TypeData named(String newName) {
            return new ModelData(
                    newName,
                    doc,
                    deprecated,
                    implemented,
                    keyed,
                    page,
                    inheritedTwice,
                    properties,
                    presentWords,
                    hasConstants,
                    requiredNames,
                    nullableMask);
        }

        @Override
        public TypeData within(Map<String, UnionData> unions, @Nullable PageAnswer answer) {
            PageData pageData = answer == null ? null : PageData.of(answer, properties);
            List<String> interfaces = new ArrayList<>(unions.keySet());
            if (keyed != null) {
                interfaces.add("com.featherhq.json.IdempotencyKeyed");
            }
            if (pageData != null) {
                interfaces.add("com.featherhq.json.Page<" + pageData.row() + ">");
            }
            return new ModelData(
                    name,
                    doc,
                    deprecated,
                    interfaces.isEmpty() ? null : String.join(", ", interfaces),
                    keyed,
                    pageData,
                    inheritedTwice(unions),
                    properties,
                    presentWords,
                    hasConstants,
                    requiredNames,
                    nullableMask);
        }

        /** The members that several of a model's unions have methods for: Java must be told whose to inherit. */
        private static List<Inherited> inheritedTwice(Map<String, UnionData> unions) {
            Map<String, List<Inherited>> byLabel = new LinkedHashMap<>();
            unions.forEach((union, data) -> data.members()
                    .forEach(member -> byLabel.computeIfAbsent(member.label(), label -> new ArrayList<>())
                            .add(new Inherited(union, member.label(), member.type()))));
            return byLabel.values().stream()
                    .filter(same -> same.size() > 1)
                    .map(same -> same.get(0))
                    .toList();
        }
    }

    /**
     * The property that is an idempotency key.
     *
     * @param uuid whether it's a UUID; else it's a text
     */
    record Keyed(String suffix, String field, @Nullable Boolean uuid) {}

    /**
     * What a page of a list has.
     *
     * @param row the type of the rows
     * @param rows the suffix of the accessor of the rows
     * @param next the suffix of the accessor of the next cursor; null if there's none
     * @param more the field that says whether there's another page; null if there's none
     */
    record PageData(
            String row,
            String rows,
            @Nullable String next,
            @Nullable String more) {

        static PageData of(PageAnswer answer, List<Property> properties) {
            Property rows = Objects.requireNonNull(named(answer.rows(), properties));
            Property next = named(answer.next(), properties);
            Property more = named(answer.more(), properties);
            return new PageData(
                    rows.type().substring("List<".length(), rows.type().length() - 1),
                    rows.suffix(),
                    next == null ? null : next.suffix(),
                    more == null ? null : more.field());
        }

        private static @Nullable Property named(@Nullable String name, List<Property> properties) {
            return properties.stream()
                    .filter(property -> name != null && property.literal().equals(Javadoc.literal(name)))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A method that a model inherits from several unions, and the union whose it takes. */
    record Inherited(String union, String label, String type) {}

    /**
     * A property of a model.
     *
     * @param json its name, for documentation
     * @param fluent the method that sets it and returns the object
     * @param index its place among the properties
     * @param nullable whether the getter may return null
     * @param checked whether it must be there when the object is sent
     * @param allowsNull whether null is one of its values
     * @param any whether it's any JSON value
     * @param container whether it's a list or a map
     * @param presence the bit that tells whether it's there; null if only null tells
     * @param constant the Java expression for its only value; null if there are several
     */
    record Property(
            String json,
            String literal,
            String field,
            String fluent,
            String suffix,
            String type,
            String adapter,
            int index,
            List<String> doc,
            @Nullable Boolean deprecated,
            boolean nullable,
            boolean required,
            boolean checked,
            boolean allowsNull,
            boolean any,
            boolean container,
            @Nullable Presence presence,
            @Nullable String constant) {}

    /** The bit that tells whether a property is there. */
    record Presence(String word, String mask) {}
}
