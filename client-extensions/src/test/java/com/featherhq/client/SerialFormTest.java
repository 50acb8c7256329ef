package com.featherhq.client;

import static com.featherhq.client.Servers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;

final class SerialFormTest {

    @Test
    void exception_whenSerialised_keepsWhatTheMessageSaysAndLeavesTheBody() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(json(422, "{\"detail\":[{\"loc\":[\"body\",\"a\"],\"msg\":\"m\",\"input\":\"p-secret\"}]}"));
            ValidationException failure;
            try (FeatherClient client = Servers.client(server).build()) {
                failure = catchThrowableOfType(
                        ValidationException.class,
                        () -> client.execute(client.api(ThingsApi.class).get("1")));
            }
            byte[] bytes = written(failure);

            assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("p-secret");
            ValidationException read = read(bytes);
            assertThat(read).hasMessage(failure.getMessage());
            assertThat(read.operation()).isEqualTo("ThingsApi.get");
            assertThat(read.statusCode()).isEqualTo(422);
            assertThat(read.violations()).extracting(Violation::toString).containsExactly("body.a: m");
            assertThat(read.attempts()).isEmpty();
            assertThat(read.rawBody()).isEmpty();
        }
    }

    private static byte[] written(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static ValidationException read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (ValidationException) in.readObject();
        }
    }
}
