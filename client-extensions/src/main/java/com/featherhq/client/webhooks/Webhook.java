package com.featherhq.client.webhooks;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A webhook whose signature was verified. Immutable; safe for use by several threads. */
public final class Webhook {

    private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

    private final String id;
    private final Instant timestamp;
    private final byte[] body;

    Webhook(String id, Instant timestamp, byte[] body) {
        this.id = id;
        this.timestamp = timestamp;
        this.body = body.clone();
    }

    /**
     * Returns the message's id. It stays the same when the sender repeats a delivery, so keep the ids that you have processed for as long as
     * it repeats, and skip those that come again.
     */
    public String id() {
        return id;
    }

    /** Returns when this delivery was signed, to the second. */
    public Instant timestamp() {
        return timestamp;
    }

    /** Returns a copy of the verified bytes. */
    public byte[] body() {
        return body.clone();
    }

    /**
     * Returns the body as JSON. The API document describes no payloads, so this is a tree.
     *
     * @throws JsonParseException if the body is not one JSON value in UTF-8; the message quotes nothing of it
     */
    public JsonElement json() {
        try (JsonReader reader = new JsonReader(new StringReader(text()))) {
            JsonElement value = JSON.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new JsonParseException("The webhook's body has more than one JSON value.");
            }
            return value;
        } catch (CharacterCodingException e) {
            throw new JsonParseException("The webhook's body is not UTF-8.");
        } catch (IOException | JsonIOException | IllegalStateException | NumberFormatException e) {
            throw new JsonParseException(
                    "The webhook's body is not JSON."); // without the cause, which may quote the body
        }
    }

    private String text() throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    /** Returns {@code webhook msg_… of 2026-11-25T12:00:00Z, 312 bytes}: nothing of the body. */
    @Override
    public String toString() {
        return "webhook " + id + " of " + timestamp + ", " + body.length + " bytes";
    }
}
