package com.featherhq.spec.concerns;

/**
 * A use of a generated type or one of its members.
 *
 * @param type the internal name of the type
 * @param name the member, empty for the type itself
 * @param descriptor the member's descriptor, empty for a type
 * @param where who uses it
 */
record Reference(String type, String name, String descriptor, Where where) {

    /**
     * A line of a consumer's code.
     *
     * @param owner the binary name of the class
     * @param method the method, empty for the class itself
     * @param source the source file, empty if the class file doesn't say
     * @param line the line, 0 if the class file doesn't say
     */
    record Where(String owner, String method, String source, int line) {

        /** Returns {@code com.example.App.run (App.java:12)}; a lambda counts as the method that it is in. */
        @Override
        public String toString() {
            String name = method.replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
            String at = source.isEmpty() ? "" : " (" + source + (line > 0 ? ":" + line : "") + ")";
            return owner + (name.isEmpty() ? "" : "." + name) + at;
        }
    }

    /** Whether it is what a change touches; a type is used wherever one of its members is. */
    boolean touches(BreakingChange.Place place) {
        return type.equals(place.type())
                && (place.name().isEmpty() || place.name().equals(name))
                && (place.descriptor().isEmpty() || place.descriptor().equals(descriptor));
    }
}
