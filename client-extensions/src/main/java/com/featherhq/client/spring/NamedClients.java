package com.featherhq.client.spring;

import com.featherhq.client.FeatherClient;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers the clients below {@code feather.clients}, each a bean {@code <name>FeatherClient} that is injected where its name is the
 * qualifier, and nowhere else.
 */
final class NamedClients implements ImportBeanDefinitionRegistrar {

    private static final Bindable<Map<String, Object>> BY_NAME = Bindable.mapOf(String.class, Object.class);

    private final Environment environment;

    /** For Spring, which knows this argument. */
    NamedClients(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (String name : clients(environment).keySet()) {
            RootBeanDefinition definition = new RootBeanDefinition();
            definition.setTargetType(FeatherClient.class);
            definition.setFactoryBeanName(FeatherAutoConfiguration.CLIENTS);
            definition.setFactoryMethodName("client");
            definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
            definition.setDestroyMethodName("close");
            definition.setDefaultCandidate(false);
            definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
            registry.registerBeanDefinition(name + "FeatherClient", definition);
        }
    }

    private static Map<String, Object> clients(Environment environment) {
        return Binder.get(environment).bind("feather.clients", BY_NAME).orElse(Map.of());
    }

    /** Without named clients there is a default one; beside them only if it has a key. */
    static final class DefaultIsWanted extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Environment environment = context.getEnvironment();
            Map<String, Object> clients = clients(environment);
            boolean wanted = clients.isEmpty()
                    || environment.containsProperty("feather.api-key")
                    || environment.containsProperty("feather.api-key-file");
            return new ConditionOutcome(
                    wanted,
                    ConditionMessage.of(
                            wanted
                                    ? "feather.* describes a client"
                                    : "there is feather.clients, and neither feather.api-key nor feather.api-key-file"));
        }
    }
}
