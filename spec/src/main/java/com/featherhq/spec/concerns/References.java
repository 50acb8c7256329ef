package com.featherhq.spec.concerns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** Collects what one class uses of the generated client. */
final class References extends ClassVisitor {

    static final String PACKAGE = "com/featherhq/";

    private final List<Reference> found;
    private String owner = "";
    private String source = "";

    References(List<Reference> found) {
        super(Opcodes.ASM9);
        this.found = found;
    }

    Reference.Where where(String method, int line) {
        return new Reference.Where(owner, method, source, line);
    }

    void add(String type, String name, String descriptor, Reference.Where where) {
        if (type.startsWith(PACKAGE)) {
            found.add(new Reference(type, name, descriptor, where));
        }
    }

    void addType(Type type, Reference.Where where) {
        switch (type.getSort()) {
            case Type.ARRAY -> addType(type.getElementType(), where);
            case Type.OBJECT -> add(type.getInternalName(), "", "", where);
            case Type.METHOD -> {
                addType(type.getReturnType(), where);
                for (Type argument : type.getArgumentTypes()) {
                    addType(argument, where);
                }
            }
            default -> {
                // A primitive is nobody's.
            }
        }
    }

    void addSignature(@Nullable String signature, Reference.Where where) {
        if (signature != null) {
            new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
                @Override
                public void visitClassType(String name) {
                    add(name, "", "", where);
                }
            });
        }
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        owner = name.replace('/', '.');
        addSignature(signature, where("", 0));
        if (superName != null) {
            add(superName, "", "", where("", 0));
        }
        for (String face : interfaces == null ? new String[0] : interfaces) {
            add(face, "", "", where("", 0));
        }
    }

    @Override
    public void visitSource(@Nullable String file, @Nullable String debug) {
        source = file == null ? "" : file;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        addType(Type.getType(descriptor), where("", 0));
        return null;
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        addType(Type.getType(descriptor), where(name, 0));
        if (signature != null) {
            addSignature(signature, where(name, 0));
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        addType(Type.getMethodType(descriptor), where(name, 0));
        addSignature(signature, where(name, 0));
        return new MethodReferences(this, name);
    }
}
