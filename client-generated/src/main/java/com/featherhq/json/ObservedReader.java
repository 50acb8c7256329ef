package com.featherhq.json;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader that passes on what the adapters find departing from the document. */
final class ObservedReader extends JsonReader {

    private final String operation;
    private final DriftListener listener;

    /** The name of the property that is being read, for each array and object that was begun. */
    private final List<@Nullable String> names = new ArrayList<>();

    ObservedReader(Reader in, String operation, DriftListener listener) {
        super(in);
        this.operation = operation;
        this.listener = listener;
    }

    void report(Drift drift) throws IOException {
        listener.onDrift(operation, drift);
    }

    /** The JSON Pointer of a path of this reader's. In the path, a property's name may look like two. */
    String pointer(String path) {
        StringBuilder pointer = new StringBuilder();
        int at = 1;
        for (String name : names) {
            if (at < path.length() && path.charAt(at) == '[') {
                int end = path.indexOf(']', at);
                pointer.append('/').append(path, at + 1, end);
                at = end + 1;
            } else if (name != null) {
                pointer.append('/').append(Json.escape(name));
                at += 1 + name.length();
            }
        }
        return pointer.toString();
    }

    @Override
    public void beginObject() throws IOException {
        super.beginObject();
        names.add(null);
    }

    @Override
    public void endObject() throws IOException {
        super.endObject();
        names.remove(names.size() - 1);
    }

    @Override
    public void beginArray() throws IOException {
        super.beginArray();
        names.add(null);
    }

    @Override
    public void endArray() throws IOException {
        super.endArray();
        names.remove(names.size() - 1);
    }

    @Override
    public String nextName() throws IOException {
        String name = super.nextName();
        names.set(names.size() - 1, name);
        return name;
    }
}
