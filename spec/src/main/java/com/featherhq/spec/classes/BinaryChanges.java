package com.featherhq.spec.classes;

import com.featherhq.spec.classes.JavaChange.Effect;
import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.config.Options;
import japicmp.model.AccessModifier;
import japicmp.model.JApiBehavior;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import japicmp.model.JApiCompatibilityChangeType;
import japicmp.model.JApiConstructor;
import japicmp.model.JApiField;
import japicmp.model.JApiMethod;
import japicmp.model.JApiSemanticVersionLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javassist.CtBehavior;

/** What japicmp finds: members that came, went, or have another type after erasure. */
final class BinaryChanges {

    private final List<JavaChange> changes = new ArrayList<>();

    private BinaryChanges() {}

    static List<JavaChange> of(Path before, Path after, List<Path> libraries) {
        BinaryChanges found = new BinaryChanges();
        new JarArchiveComparator(options(libraries))
                .compare(new JApiCmpArchive(before.toFile(), "old"), new JApiCmpArchive(after.toFile(), "new"))
                .forEach(found::addType);
        return found.changes;
    }

    private static JarArchiveComparatorOptions options(List<Path> libraries) {
        Options options = Options.newDefault();
        options.setAccessModifier(AccessModifier.PUBLIC);
        options.setIgnoreMissingClasses(true);
        JarArchiveComparatorOptions comparator = JarArchiveComparatorOptions.of(options);
        libraries.forEach(library -> comparator.getClassPathEntries().add(library.toString()));
        // Nobody but Retrofit implements the generated interfaces, and the unions are sealed.
        for (JApiCompatibilityChangeType added : List.of(
                JApiCompatibilityChangeType.METHOD_ADDED_TO_INTERFACE,
                JApiCompatibilityChangeType.METHOD_NEW_DEFAULT,
                JApiCompatibilityChangeType.METHOD_NEW_STATIC_ADDED_TO_INTERFACE)) {
            comparator.addOverrideCompatibilityChange(new JarArchiveComparatorOptions.OverrideCompatibilityChange(
                    added, true, true, JApiSemanticVersionLevel.MINOR));
        }
        return comparator;
    }

    private void addType(JApiClass type) {
        String name = type.getFullyQualifiedName();
        if (type.getChangeStatus() == JApiChangeStatus.NEW) {
            changes.add(new JavaChange(name, "", "", "", "added", Effect.NONE));
            return;
        }
        if (type.getChangeStatus() == JApiChangeStatus.REMOVED) {
            changes.add(new JavaChange(name, "", "", "", "removed", Effect.COMPILE));
            return;
        }
        add(new JavaChange(name, "", "", "", "", Effect.NONE), type.getCompatibilityChanges());
        type.getInterfaces()
                .forEach(face -> add(
                        new JavaChange(
                                name,
                                "",
                                "L" + face.getFullyQualifiedName().replace('.', '/') + ";",
                                "implements " + simpleName(face.getFullyQualifiedName()),
                                "",
                                Effect.NONE),
                        face.getCompatibilityChanges()));
        addMembers(type, name);
    }

    private void addMembers(JApiClass type, String name) {
        for (JApiMethod method : type.getMethods()) {
            String descriptor =
                    method.getOldMethod().map(BinaryChanges::descriptor).orElse("");
            addMember(member(name, method.getName(), descriptor, member(method)), method.getChangeStatus(), method);
        }
        for (JApiConstructor constructor : type.getConstructors()) {
            String descriptor = constructor
                    .getOldConstructor()
                    .map(BinaryChanges::descriptor)
                    .orElse("");
            addMember(
                    member(name, "<init>", descriptor, member(constructor)),
                    constructor.getChangeStatus(),
                    constructor);
        }
        for (JApiField field : type.getFields()) {
            String descriptor = field.getOldFieldOptional().isPresent()
                    ? field.getOldFieldOptional().get().getFieldInfo().getDescriptor()
                    : "";
            addMember(member(name, field.getName(), descriptor, field.getName()), field.getChangeStatus(), field);
        }
    }

    private static String descriptor(CtBehavior behavior) {
        return behavior.getMethodInfo().getDescriptor();
    }

    private static JavaChange member(String type, String name, String descriptor, String member) {
        return new JavaChange(type, name, descriptor, member, "added", Effect.NONE);
    }

    private void addMember(JavaChange member, JApiChangeStatus status, JApiCompatibility change) {
        boolean breaking = !change.isBinaryCompatible() || !change.isSourceCompatible();
        if (status == JApiChangeStatus.NEW && !breaking) {
            changes.add(member);
        } else {
            add(member, change.getCompatibilityChanges());
        }
    }

    /** Generic types are compared elsewhere, to the last argument. */
    private void add(JavaChange place, Collection<JApiCompatibilityChange> all) {
        List<JApiCompatibilityChange> breaking = all.stream()
                .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
                .filter(change -> !change.getType().name().contains("GENERIC"))
                .toList();
        if (breaking.isEmpty()) {
            return;
        }
        String what = breaking.stream()
                .map(change -> change.getType().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .distinct()
                .collect(Collectors.joining(", "));
        boolean compiles = breaking.stream().allMatch(JApiCompatibilityChange::isSourceCompatible);
        changes.add(new JavaChange(
                place.type(),
                place.name(),
                place.descriptor(),
                place.member(),
                what,
                compiles ? Effect.LINK : Effect.COMPILE));
    }

    private static String member(JApiBehavior behavior) {
        return behavior.getName() + "("
                + behavior.getParameters().stream()
                        .map(parameter -> simpleName(parameter.getType()))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** {@code com.featherhq.model.Status$Known} is {@code Status.Known} in Java. */
    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
