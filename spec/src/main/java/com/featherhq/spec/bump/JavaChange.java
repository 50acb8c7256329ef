package com.featherhq.spec.bump;

/**
 * A difference of the Java API.
 *
 * @param type the simple name of the class or interface
 * @param member the member, empty if it's the type itself
 * @param what what became of it, in the comparer's words
 * @param breaking whether code that uses it no longer compiles or no longer links
 */
record JavaChange(String type, String member, String what, boolean breaking) {

    String signature() {
        return member.isEmpty() ? type : type + "." + member;
    }
}
