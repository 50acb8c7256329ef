/** The client of the Feather API. */
module com.featherhq.client {
    requires transitive com.featherhq.generated;
    requires static transitive org.jspecify;
    requires java.logging;
    requires okio;

    // For the packages that say so; who uses those has them.
    requires static com.fasterxml.jackson.annotation;
    requires static io.github.bucket4j.core;
    requires static lettuce.core;
    requires static micrometer.core;
    requires static micrometer.observation;
    requires static spring.beans;
    requires static spring.boot;
    requires static spring.boot.actuator;
    requires static spring.boot.autoconfigure;
    requires static spring.boot.health;
    requires static spring.context;
    requires static spring.core;
    requires static spring.web;

    exports com.featherhq.client;
    exports com.featherhq.client.auth;
    exports com.featherhq.client.bucket4j;
    exports com.featherhq.client.files;
    exports com.featherhq.client.http;
    exports com.featherhq.client.micrometer;
    exports com.featherhq.client.pages;
    exports com.featherhq.client.ratelimit;
    exports com.featherhq.client.recordings;
    exports com.featherhq.client.redis;
    exports com.featherhq.client.retry;
    exports com.featherhq.client.spring;
    exports com.featherhq.client.streams;
    exports com.featherhq.client.waits;
    exports com.featherhq.client.webhooks;

    opens com.featherhq.client.spring to
            spring.beans,
            spring.context,
            spring.core;
}
