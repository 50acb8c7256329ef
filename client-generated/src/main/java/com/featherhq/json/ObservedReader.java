package com.featherhq.json;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A reader that passes on what the adapters find departing from the document, and knows where it is. Gson's own path is made of
 * whole names, which are the sender's to choose: told often, one long name would cost its length each time.
 */
final class ObservedReader extends JsonReader {

    private static final int OBJECT = -1;

    private final String operation;
    private final @Nullable DriftListener listener;

    /** For each array and object that was begun, the name of the property that is being read. */
    private @Nullable String[] names = new String[4];

    /** For each array that was begun, how many elements were read. */
    private int[] indexes = new int[4];

    private int depth;

    ObservedReader(Reader in, String operation, @Nullable DriftListener listener) {
        super(in);
        this.operation = operation;
        this.listener = listener;
    }

    /** Tells whether anybody wants to know. */
    boolean isObserved() {
        return listener != null;
    }

    void report(Drift drift) throws IOException {
        if (listener != null) {
            listener.onDrift(operation, drift);
        }
    }

    /** The JSON Pointer of the value that is read next, or of the one before it; of long names the beginning. */
    String pointer(boolean previous) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            int index = indexes[i];
            String name = names[i];
            if (index != OBJECT) {
                pointer.append('/').append(previous && i == depth - 1 && index > 0 ? index - 1 : index);
            } else if (name != null) {
                pointer.append('/').append(Json.escape(name));
            }
        }
        return pointer.toString();
    }

    private void begun(int index) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, 2 * depth);
            indexes = Arrays.copyOf(indexes, 2 * depth);
        }
        names[depth] = null;
        indexes[depth++] = index;
    }

    /** A value was read. */
    private void counted() {
        if (depth > 0 && indexes[depth - 1] != OBJECT) {
            indexes[depth - 1]++;
        }
    }

    @Override
    public void beginObject() throws IOException {
        super.beginObject();
        begun(OBJECT);
    }

    @Override
    public void endObject() throws IOException {
        super.endObject();
        depth--;
        counted();
    }

    @Override
    public void beginArray() throws IOException {
        super.beginArray();
        begun(0);
    }

    @Override
    public void endArray() throws IOException {
        super.endArray();
        depth--;
        counted();
    }

    @Override
    public String nextName() throws IOException {
        String name = super.nextName();
        names[depth - 1] = name;
        return name;
    }

    @Override
    public String nextString() throws IOException {
        String value = super.nextString();
        counted();
        return value;
    }

    @Override
    public boolean nextBoolean() throws IOException {
        boolean value = super.nextBoolean();
        counted();
        return value;
    }

    @Override
    public void nextNull() throws IOException {
        super.nextNull();
        counted();
    }

    @Override
    public double nextDouble() throws IOException {
        double value = super.nextDouble();
        counted();
        return value;
    }

    @Override
    public long nextLong() throws IOException {
        long value = super.nextLong();
        counted();
        return value;
    }

    @Override
    public int nextInt() throws IOException {
        int value = super.nextInt();
        counted();
        return value;
    }

    @Override
    public void skipValue() throws IOException {
        super.skipValue();
        counted();
    }
}
