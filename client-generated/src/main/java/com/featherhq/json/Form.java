package com.featherhq.json;

import com.featherhq.json.WireNames.Place;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * A form as the body of a request: the generated subclasses have a method for each field. What isn't set isn't sent; that is also
 * how a null is said, which forms have no way to tell from it. Lists are copied. Two are equal if they are of one class and
 * the same is set. Not thread-safe while it's filled.
 */
public abstract class Form {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final byte[] NOTHING = {};

    private final NamedValues values;
    private final boolean multipart;
    private final Map<String, Object> others = new LinkedHashMap<>();

    /** For the generated types. */
    protected Form(WireNames names, boolean multipart) {
        this.values = new NamedValues(names);
        this.multipart = multipart;
    }

    /** For the generated types: sets the value with the name at {@code index}; null takes it away. */
    protected final void set(int index, @Nullable Object value) {
        values.set(index, value);
    }

    /** For the generated types: takes over what {@code from} of the same class has, but for one value. */
    protected final void copy(Form from, int index, @Nullable Object value) {
        values.setAll(from.values);
        others.putAll(from.others);
        values.set(index, value);
    }

    /** For the generated types: the text of a value; null if it isn't set. */
    protected final @Nullable String text(int index) {
        return Json.text(values.get(index));
    }

    /** For the generated types: sets a field that the API document has no name for; null takes it away. */
    protected final void setOther(String name, @Nullable Object value) {
        if (value == null) {
            others.remove(name);
        } else {
            others.put(name, value);
        }
    }

    /** @throws IllegalStateException if a required field isn't set */
    final RequestBody toRequestBody() {
        values.requireComplete();
        return multipart ? multipart() : urlEncoded();
    }

    private RequestBody urlEncoded() {
        FormBody.Builder body = new FormBody.Builder();
        values.forEach(Place.FIELD, (name, value) -> addField(body, name, value));
        others.forEach((name, value) -> addField(body, name, value));
        return body.build();
    }

    private static void addField(FormBody.Builder body, String name, Object value) {
        if (WireText.isObject(value)) {
            body.add(name, WireText.of(value));
        } else {
            WireText.forEach(name, value, text -> body.add(name, text));
        }
    }

    /** RFC 2046 §5.1.1 knows no multipart body without a part: a form with nothing in it is an empty body. */
    private RequestBody multipart() {
        MultipartBody.Builder body = new MultipartBody.Builder().setType(MultipartBody.FORM);
        int[] parts = {0};
        values.forEach(Place.PART, (name, value) -> parts[0] += addPart(body, name, value));
        others.forEach((name, value) -> parts[0] += addPart(body, name, value));
        return parts[0] == 0 ? RequestBody.create(NOTHING) : body.build();
    }

    private static int addPart(MultipartBody.Builder body, String name, Object value) {
        int[] parts = {0};
        if (value instanceof Iterable<?> list && !WireText.isTree(value)) {
            for (Object element : list) {
                parts[0] += element == null ? 0 : addPart(body, name, element);
            }
        } else if (value instanceof FilePart file) {
            body.addFormDataPart(name, file.fileName(), file.content(name));
            parts[0]++;
        } else if (WireText.isObject(value)) {
            body.addFormDataPart(
                    name, null, RequestBody.create(WireText.of(value).getBytes(StandardCharsets.UTF_8), JSON));
            parts[0]++;
        } else {
            WireText.forEach(name, value, text -> {
                body.addFormDataPart(name, text);
                parts[0]++;
            });
        }
        return parts[0];
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // the same values for another operation are something else
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other != null
                        && getClass() == other.getClass()
                        && values.isSame(((Form) other).values)
                        && others.equals(((Form) other).others));
    }

    @Override
    public final int hashCode() {
        return 31 * values.hash() + others.hashCode();
    }

    /** The names that are set, without their values. */
    @Override
    public final String toString() {
        return values.text(others.keySet());
    }
}
