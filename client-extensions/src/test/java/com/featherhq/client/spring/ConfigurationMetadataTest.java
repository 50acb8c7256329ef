package com.featherhq.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.featherhq.client.retry.RetryBudget;
import com.featherhq.client.retry.RetryPolicy;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;

/** What editors are told of the properties is what is bound. */
final class ConfigurationMetadataTest {

    private final Map<String, JsonObject> described = described();

    private static Map<String, JsonObject> described() {
        try (Reader reader = new InputStreamReader(
                FeatherProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"),
                StandardCharsets.UTF_8)) {
            Map<String, JsonObject> described = new TreeMap<>();
            for (JsonElement property :
                    JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("properties")) {
                described.put(property.getAsJsonObject().get("name").getAsString(), property.getAsJsonObject());
            }
            return described;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> bound) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            if (component.getType().isRecord()) {
                collect(name, component.getType(), bound);
            } else {
                bound.put(name, component.getGenericType().getTypeName().replace(" ", ""));
            }
        }
    }

    @Test
    void metadata_ofWhatIsBound_hasEachPropertyWithItsType() {
        Map<String, String> bound = new TreeMap<>();
        collect("feather", FeatherProperties.class, bound);
        Map<String, String> types = new TreeMap<>();
        described.forEach((name, property) -> {
            if (property.has("sourceType")) {
                types.put(name, property.get("type").getAsString());
            }
        });

        assertThat(types).isEqualTo(bound);
        assertThat(described.values())
                .allSatisfy(property ->
                        assertThat(property.get("description").getAsString()).endsWith("."));
    }

    @Test
    void metadata_ofDefaults_hasThoseOfTheClient() {
        RetryPolicy policy = RetryPolicy.defaults();
        assertThat(described
                        .get("feather.retry.max-attempts")
                        .get("defaultValue")
                        .getAsInt())
                .isEqualTo(policy.maxAttempts());
        assertThat(duration("base-delay")).isEqualTo(policy.baseDelay());
        assertThat(duration("max-delay")).isEqualTo(policy.maxDelay());
        assertThat(duration("attempt-timeout")).isEqualTo(policy.attemptTimeout());
        assertThat(duration("deadline")).isEqualTo(policy.deadline());
        assertThat(described.get("feather.retry.budget").get("defaultValue").getAsInt())
                .isEqualTo(RetryBudget.standard().availableRetries());
    }

    private java.time.Duration duration(String property) {
        return DurationStyle.detectAndParse(
                described.get("feather.retry." + property).get("defaultValue").getAsString());
    }
}
