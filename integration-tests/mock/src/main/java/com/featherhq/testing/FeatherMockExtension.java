package com.featherhq.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one {@link FeatherMock} for a test class, resets it before each test, and closes it at the end. It is handed to test methods and
 * constructors that have a parameter of that type.
 *
 * <pre>{@code
 * @ExtendWith(FeatherMockExtension.class)
 * final class PlaybackTest {
 *
 *     @Test
 *     void plays(FeatherMock mock) { … }
 * }
 * }</pre>
 *
 * <p>With settings: {@code @RegisterExtension static final FeatherMockExtension MOCK = new
 * FeatherMockExtension(FeatherMock.builder().lenient());}
 */
public final class FeatherMockExtension implements BeforeEachCallback, AfterAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FeatherMock.class);

    private final FeatherMock.Builder builder;

    /** For {@code @ExtendWith}: the client's own document, strict. */
    public FeatherMockExtension() {
        this(FeatherMock.builder());
    }

    /** For {@code @RegisterExtension} on a static field. */
    public FeatherMockExtension(FeatherMock.Builder builder) {
        this.builder = builder;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        mock(context).reset();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        FeatherMock mock = context.getStore(NAMESPACE).remove(this, FeatherMock.class);
        if (mock != null) {
            mock.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FeatherMock.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return mock(context);
    }

    /** One for the test class: a test's context asks its parents first. */
    private FeatherMock mock(ExtensionContext context) {
        ExtensionContext owner = context;
        while (owner.getTestMethod().isPresent() && owner.getParent().isPresent()) {
            owner = owner.getParent().get();
        }
        return owner.getStore(NAMESPACE).getOrComputeIfAbsent(this, key -> builder.start(), FeatherMock.class);
    }
}
