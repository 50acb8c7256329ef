package com.featherhq.client.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.FeatherClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

/** The rules of Reactive Streams, by the tests of those who wrote them. They are written for TestNG; here JUnit runs them. */
final class EventPublisherTckTest {

    @TestFactory
    Stream<DynamicTest> publisher_followsTheRules() {
        return Arrays.stream(FlowPublisherVerification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
                .map(method -> DynamicTest.dynamicTest(method.getName(), () -> run(method)));
    }

    private void run(Method rule) throws Throwable {
        try (EventServer server = new EventServer();
                FeatherClient client = FeatherClient.builder()
                        .apiKey("fth_test_1")
                        .baseUrl(server.url())
                        .build()) {
            Verification verification = new Verification(server, client);
            verification.setUp();
            rule.invoke(verification);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SkipException skipped) {
                // Only what a publisher of one subscriber, which ends, need not do.
                assertThat(rule.getName()).matches("optional_.*|untested_.*|stochastic_.*|.*spec109_mayReject.*");
                throw new TestAbortedException(skipped.getMessage());
            }
            throw e.getCause();
        }
    }

    /** Not one that JUnit or TestNG would find by itself. */
    private static final class Verification extends FlowPublisherVerification<ServerSentEvent> {

        private final EventServer server;
        private final FeatherClient client;

        Verification(EventServer server, FeatherClient client) {
            super(new TestEnvironment(5_000, 100));
            this.server = server;
            this.client = client;
        }

        @Override
        public Flow.Publisher<ServerSentEvent> createFlowPublisher(long elements) {
            server.next(exchange -> {
                exchange.start();
                for (long each = 0; each < elements; each++) {
                    exchange.event("delta", "text");
                }
                exchange.end();
            });
            return client.streamAsync(client.api(TurnsApi.class).watch());
        }

        @Override
        public Flow.Publisher<ServerSentEvent> createFailedFlowPublisher() {
            Flow.Publisher<ServerSentEvent> taken = createFlowPublisher(1);
            taken.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {}

                @Override
                public void onNext(ServerSentEvent event) {}

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onComplete() {}
            });
            return taken;
        }

        @Override
        public long maxElementsFromPublisher() {
            return Integer.MAX_VALUE;
        }
    }
}
