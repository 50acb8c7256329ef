package com.featherhq.spec.classes;

import java.util.Comparator;

/**
 * A difference of the Java API.
 *
 * @param type the binary name of the class or interface, such as {@code com.featherhq.model.Thing$Adapter}
 * @param name the member's name, {@code <init>} for a constructor, empty if it's the type itself
 * @param descriptor the member's descriptor in the old version, as in a class file; the interface's if it is one that the type
 *     no longer implements; else empty for a type, and for an added member
 * @param member the member as Java writes it, such as {@code getThing(UUID)}; empty if it's the type itself
 * @param what what became of it, in words
 * @param effect what code that uses it experiences
 */
public record JavaChange(String type, String name, String descriptor, String member, String what, Effect effect) {

    /** The worst first. */
    static final Comparator<JavaChange> WORST_FIRST = Comparator.comparing(JavaChange::effect)
            .reversed()
            .thenComparing(JavaChange::type)
            .thenComparing(JavaChange::member);

    /** What code that uses something experiences, the least first. */
    public enum Effect {
        /** It goes on as it is. */
        NONE,
        /** What was compiled before doesn't link; compiling again helps. */
        LINK,
        /** It doesn't compile. */
        COMPILE,
        /** It compiles and links, and does something else. */
        SILENT
    }

    /** Whether code that uses it is hit. */
    public boolean breaking() {
        return effect != Effect.NONE;
    }

    /** The type as Java writes it, without its package: {@code Status.Known}. */
    public String simpleType() {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
    }

    /** Type and member, such as {@code VoiceApi.getThing(UUID)}. */
    public String signature() {
        return member.isEmpty() ? simpleType() : simpleType() + "." + member;
    }
}
