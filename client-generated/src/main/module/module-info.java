/** The interfaces and models of the Feather API, and their JSON binding. */
module com.featherhq.generated {
    requires static transitive org.jspecify;
    requires static com.fasterxml.jackson.annotation;
    requires transitive com.google.gson;
    requires transitive okhttp3;
    requires kotlin.stdlib; // for Okio and OkHttp 4.12, which say nothing of what they need
    requires okio;
    requires transitive retrofit2;

    exports com.featherhq.api;
    exports com.featherhq.json;
    exports com.featherhq.model;
}
