package com.featherhq.spec.concerns;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what the instructions of one method use, method references and lambdas among them. */
final class MethodReferences extends MethodVisitor {

    private final References references;
    private final String method;
    private int line;

    MethodReferences(References references, String method) {
        super(Opcodes.ASM9);
        this.references = references;
        this.method = method;
    }

    private Reference.Where here() {
        return references.where(method, line);
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        line = number;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        references.addType(Type.getObjectType(type), here());
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        references.add(owner, name, descriptor, here());
        references.addType(Type.getType(descriptor), here());
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (owner.startsWith("[")) {
            references.addType(Type.getType(owner), here());
        } else {
            references.add(owner, name, descriptor, here());
        }
        references.addType(Type.getMethodType(descriptor), here());
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        references.addType(Type.getMethodType(descriptor), here());
        for (Object argument : arguments) {
            addConstant(argument);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        addConstant(value);
    }

    private void addConstant(Object value) {
        if (value instanceof Type type) {
            references.addType(type, here());
        } else if (value instanceof Handle handle) {
            references.add(handle.getOwner(), handle.getName(), handle.getDesc(), here());
            references.addType(Type.getType(handle.getDesc()), here());
        } else if (value instanceof ConstantDynamic constant) {
            for (int i = 0; i < constant.getBootstrapMethodArgumentCount(); i++) {
                addConstant(constant.getBootstrapMethodArgument(i));
            }
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        references.addType(Type.getType(descriptor), here());
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        if (type != null) {
            references.add(type, "", "", here());
        }
    }

    @Override
    public void visitLocalVariable(
            String name, String descriptor, @Nullable String signature, Label start, Label end, int index) {
        references.addSignature(signature, here());
    }
}
