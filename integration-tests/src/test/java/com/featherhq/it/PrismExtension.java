package com.featherhq.it;

import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Hands one {@link PrismServer} to all tests of the run that ask for it, and stops it after the last. Where Prism can't
 * be had, each of them fails. The log of a failed test's requests, its last 200
 * lines, goes to the standard error stream.
 */
public final class PrismExtension implements ParameterResolver, BeforeEachCallback, TestWatcher {

    private static final int SHOWN = 200;
    private static final Namespace NAMESPACE = Namespace.create(PrismExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PrismServer.class;
    }

    @Override
    public PrismServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put("logged", server(context).log().size());
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        Integer logged = context.getStore(NAMESPACE).get("logged", Integer.class);
        if (logged != null) {
            List<String> lines = server(context).log();
            System.err.println("Prism's log of " + context.getDisplayName() + ":");
            lines.subList(Math.max(logged, lines.size() - SHOWN), lines.size()).forEach(System.err::println);
        }
    }

    private static PrismServer server(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(PrismServer.class, type -> PrismServer.start(), PrismServer.class);
    }
}
