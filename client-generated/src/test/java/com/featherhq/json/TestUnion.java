package com.featherhq.json;

import com.google.gson.JsonElement;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A recursive union as the generator would make it: two models that only an optional property tells apart, or a text. */
interface TestUnion extends JsonUnion {

    /** Models that were begun to be read. */
    AtomicInteger READ = new AtomicInteger();

    UnionAdapter<TestUnion> ADAPTER = new Adapter();

    @Override
    default String toJson() {
        return ADAPTER.toJson(this);
    }

    record OfText(String value) implements TestUnion {}

    record OfNode(Node value) implements TestUnion {}

    record Unknown(JsonElement value) implements TestUnion {
        @Override
        public boolean isUnknown() {
            return true;
        }
    }

    /** {@code {left, right}} or, with a {@code note} declared, the same. */
    final class Node extends JsonModel {

        private final boolean withNote;

        @Nullable
        TestUnion left;

        @Nullable
        TestUnion right;

        @Nullable
        String note;

        Node(boolean withNote) {
            this.withNote = withNote;
        }

        boolean isWithNote() {
            return withNote;
        }

        @Override
        protected ModelAdapter<Node> adapter() {
            return withNote ? NodeAdapter.WITH_NOTE : NodeAdapter.PLAIN;
        }
    }

    final class NodeAdapter extends ModelAdapter<Node> {

        static final NodeAdapter PLAIN = new NodeAdapter(false);
        static final NodeAdapter WITH_NOTE = new NodeAdapter(true);

        private final boolean withNote;

        NodeAdapter(boolean withNote) {
            super(0, "left", "right");
            this.withNote = withNote;
        }

        @Override
        protected Node newModel() {
            READ.incrementAndGet();
            return new Node(withNote);
        }

        @Override
        protected int readProperty(JsonReader in, String name, Node model) throws IOException {
            if (name.equals("left")) {
                model.left = ADAPTER.read(in);
                return 0;
            } else if (name.equals("right")) {
                model.right = ADAPTER.read(in);
                return 1;
            } else if (withNote && name.equals("note")) {
                model.note = Json.STRING.read(in);
                return 2;
            }
            return UNKNOWN;
        }

        @Override
        protected void writeProperties(JsonWriter out, Node model) throws IOException {
            if (has(out, model, "left", model.left, true)) {
                ADAPTER.write(out, model.left);
            }
            if (has(out, model, "right", model.right, true)) {
                ADAPTER.write(out, model.right);
            }
            if (has(out, model, "note", model.note, false)) {
                Json.STRING.write(out, model.note);
            }
        }
    }

    final class Adapter extends UnionAdapter<TestUnion> {

        Adapter() {
            super("SMM", null);
        }

        @Override
        protected TypeAdapter<?> adapter(int member) {
            return member == 0 ? Json.STRING : member == 1 ? NodeAdapter.PLAIN : NodeAdapter.WITH_NOTE;
        }

        @Override
        protected TestUnion wrap(int member, Object value) {
            return member == 0 ? new OfText((String) value) : new OfNode((Node) value);
        }

        @Override
        protected TestUnion unknown(JsonElement tree) {
            return new Unknown(tree);
        }

        @Override
        protected void writeValue(JsonWriter out, TestUnion value) throws IOException {
            if (value instanceof OfText text) {
                Json.STRING.write(out, text.value());
            } else if (value instanceof OfNode node) {
                node.value().adapter().write(out, node.value());
            } else {
                Json.ANY.write(out, ((Unknown) value).value());
            }
        }
    }
}
