package com.featherhq.spec.types;

/**
 * A Java type for the values of a schema.
 *
 * @param name as it's written in the generated source, without nullness
 * @param adapter the Java expression for its {@code TypeAdapter}
 * @param kind which JSON values it takes
 * @param label its word in the names of a union's members
 */
public record JavaType(String name, String adapter, Kind kind, String label) {

    /** Which JSON values a type takes, in the order in which a union tries its members. */
    enum Kind {
        INTEGER,
        NUMBER,
        BOOLEAN,
        STRING,
        ENUM,
        ARRAY,
        MODEL,
        UNION,
        MAP,
        ANY
    }

    public static final JavaType ANY = new JavaType("JsonElement", "Json.ANY", Kind.ANY, "Any");
    public static final JavaType STRING = new JavaType("String", "Json.STRING", Kind.STRING, "String");
    static final JavaType UUID = new JavaType("UUID", "Json.UUID", Kind.STRING, "Uuid");
    static final JavaType DATE = new JavaType("LocalDate", "Json.DATE", Kind.STRING, "Date");
    static final JavaType DATE_TIME = new JavaType("OffsetDateTime", "Json.DATE_TIME", Kind.STRING, "DateTime");
    static final JavaType LONG = new JavaType("Long", "Json.LONG", Kind.INTEGER, "Integer");
    static final JavaType INT = new JavaType("Integer", "Json.INTEGER", Kind.INTEGER, "Integer");
    static final JavaType NUMBER = new JavaType("BigDecimal", "Json.NUMBER", Kind.NUMBER, "Number");
    static final JavaType DOUBLE = new JavaType("Double", "Json.DOUBLE", Kind.NUMBER, "Number");
    static final JavaType BOOLEAN = new JavaType("Boolean", "Json.BOOLEAN", Kind.BOOLEAN, "Boolean");

    static JavaType list(String element, String adapter, String label) {
        return new JavaType("List<" + element + ">", "Json.list(" + adapter + ")", Kind.ARRAY, label);
    }

    static JavaType map(String value, String adapter, String label) {
        return new JavaType("Map<String, " + value + ">", "Json.map(" + adapter + ")", Kind.MAP, label);
    }

    static final JavaType ANY_LIST = list("JsonElement", "Json.ANY", "Array");
    static final JavaType ANY_MAP = map("JsonElement", "Json.ANY", "Object");

    /** A type that is generated from the document, by its simple name. */
    static JavaType generated(String name, Kind kind) {
        return new JavaType(name, name + ".ADAPTER", kind, name);
    }

    /** This enum where the document allows any other text beside its values. */
    JavaType open() {
        return new JavaType(name, adapter + ".open()", kind, label);
    }

    /** Whether the label says all there is to say about the type. */
    boolean isPlain() {
        return equals(ANY_LIST) || equals(ANY_MAP) || kind.compareTo(Kind.STRING) <= 0;
    }
}
