/** The Feather API as a mock, for tests. */
module com.featherhq.testing {
    requires static transitive org.jspecify;
    requires com.google.gson;
    requires com.networknt.schema;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires static transitive org.junit.jupiter.api;

    // For com.featherhq.testing.spring; who uses that has them.
    requires static com.featherhq.client;
    requires static spring.context;

    exports com.featherhq.testing;
    exports com.featherhq.testing.spring;

    opens com.featherhq.testing.spring to
            spring.beans,
            spring.context,
            spring.core;
}
