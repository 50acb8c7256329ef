package com.featherhq.spec.bump;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.cmp.JarArchiveComparatorOptions.OverrideCompatibilityChange;
import japicmp.config.Options;
import japicmp.model.AccessModifier;
import japicmp.model.JApiBehavior;
import japicmp.model.JApiChangeStatus;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import japicmp.model.JApiCompatibilityChangeType;
import japicmp.model.JApiField;
import japicmp.model.JApiMethod;
import japicmp.model.JApiSemanticVersionLevel;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Compares the public API of two compiled clients with japicmp, for code that is linked and code that is compiled. */
final class JavaDiff {

    private JavaDiff() {}

    static List<JavaChange> compare(File before, File after) {
        JarArchiveComparator comparator = new JarArchiveComparator(options());
        List<JavaChange> changes = new ArrayList<>();
        for (JApiClass type : comparator.compare(new JApiCmpArchive(before, "old"), new JApiCmpArchive(after, "new"))) {
            addChanges(type, changes);
        }
        return changes;
    }

    private static JarArchiveComparatorOptions options() {
        Options options = Options.newDefault();
        options.setAccessModifier(AccessModifier.PUBLIC);
        options.setIgnoreMissingClasses(true);
        JarArchiveComparatorOptions comparator = JarArchiveComparatorOptions.of(options);
        comparator.getClassPathEntries().addAll(GeneratedClient.libraries());
        // Nobody but Retrofit implements the generated interfaces, and the unions are sealed.
        for (JApiCompatibilityChangeType added : List.of(
                JApiCompatibilityChangeType.METHOD_ADDED_TO_INTERFACE,
                JApiCompatibilityChangeType.METHOD_NEW_DEFAULT,
                JApiCompatibilityChangeType.METHOD_NEW_STATIC_ADDED_TO_INTERFACE)) {
            comparator.addOverrideCompatibilityChange(
                    new OverrideCompatibilityChange(added, true, true, JApiSemanticVersionLevel.MINOR));
        }
        return comparator;
    }

    private static void addChanges(JApiClass type, List<JavaChange> changes) {
        String name = simpleName(type.getFullyQualifiedName());
        if (type.getChangeStatus() == JApiChangeStatus.NEW) {
            changes.add(new JavaChange(name, "", "added", false));
            return;
        }
        if (type.getChangeStatus() == JApiChangeStatus.REMOVED) {
            changes.add(new JavaChange(name, "", "removed", true));
            return;
        }
        add(name, "", type.getCompatibilityChanges(), changes);
        type.getInterfaces()
                .forEach(face -> add(
                        name,
                        "implements " + simpleName(face.getFullyQualifiedName()),
                        face.getCompatibilityChanges(),
                        changes));
        for (JApiMethod method : type.getMethods()) {
            addMember(name, member(method), method.getChangeStatus(), method, changes);
        }
        for (JApiBehavior constructor : type.getConstructors()) {
            addMember(name, member(constructor), constructor.getChangeStatus(), constructor, changes);
        }
        for (JApiField field : type.getFields()) {
            addMember(name, field.getName(), field.getChangeStatus(), field, changes);
        }
    }

    private static void addMember(
            String type, String member, JApiChangeStatus status, JApiCompatibility change, List<JavaChange> changes) {
        boolean breaking = !change.isBinaryCompatible() || !change.isSourceCompatible();
        if (status == JApiChangeStatus.NEW && !breaking) {
            changes.add(new JavaChange(type, member, "added", false));
        } else {
            add(type, member, change.getCompatibilityChanges(), changes);
        }
    }

    private static void add(
            String type, String member, Collection<JApiCompatibilityChange> all, List<JavaChange> changes) {
        List<JApiCompatibilityChange> breaking = all.stream()
                .filter(change -> !change.isBinaryCompatible() || !change.isSourceCompatible())
                .toList();
        if (!breaking.isEmpty()) {
            String what = breaking.stream()
                    .map(change ->
                            change.getType().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .distinct()
                    .collect(Collectors.joining(", "));
            changes.add(new JavaChange(type, member, what, true));
        }
    }

    private static String member(JApiBehavior behavior) {
        return behavior.getName() + "(" + parameters(behavior) + ")";
    }

    private static String parameters(JApiBehavior behavior) {
        return behavior.getParameters().stream()
                .map(parameter -> simpleName(parameter.getType()))
                .collect(Collectors.joining(", "));
    }

    /** {@code com.featherhq.model.Status$Known} is {@code Status.Known} in Java. */
    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
