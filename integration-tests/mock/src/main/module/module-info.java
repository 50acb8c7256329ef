/** The Feather API as a mock, for tests. */
module com.featherhq.testing {
    requires static transitive org.jspecify;
    requires com.google.gson;
    requires com.networknt.schema;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires static transitive org.junit.jupiter.api;

    exports com.featherhq.testing;
}
