package com.featherhq.it;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

final class OkHttpRuntimeIT {

    /** Without this, the profile that swaps OkHttp could pass by swapping nothing. */
    @Test
    @EnabledIfSystemProperty(named = "okhttp.runtime.version", matches = ".+")
    void okHttp_whenTestsRun_isTheVersionAskedFor() throws ReflectiveOperationException {
        // By reflection: javac copies the constant of the version compiled against.
        assertThat(OkHttp.class.getField("VERSION").get(null)).isEqualTo(System.getProperty("okhttp.runtime.version"));
    }
}
