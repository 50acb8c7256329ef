/**
 * What two compiled clients mean for Java that uses them. {@link com.featherhq.spec.classes.ClassComparison} is the door: it
 * is given the class folders of both, and returns each member that is gone, has another type, or does something else under
 * the same name.
 */
@org.jspecify.annotations.NullMarked
package com.featherhq.spec.classes;
