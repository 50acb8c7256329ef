package com.featherhq.json;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a generated {@link JsonUnion}. Thread-safe.
 *
 * <p>A discriminator tells the member, where the document names one and the value has it. Otherwise the kind of the JSON value
 * tells it, and among several members for objects the one that fits best: its required properties are there, the fewest parts
 * break the document, and the fewest properties are undeclared. Unions within the value are decided once, so the time grows with
 * the size of the value and no faster.
 */
public abstract class UnionAdapter<T extends JsonUnion> extends TypeAdapter<T> {

    /** What {@link #member} returns for a tag that no member has. */
    protected static final int NONE = -1;

    /** What {@link #member} returns for a tag that several members have. */
    protected static final int BY_FIT = -2;

    private final String kinds;
    private final @Nullable String discriminator;
    private final boolean hasUnions;

    /**
     * For the generated types.
     *
     * @param kinds a letter for each member: I and N for whole and other numbers, B for booleans, S for texts, A for arrays, M
     *     for models, O for other objects, U for unions
     * @param discriminator the property that tells the member, if there's one
     */
    protected UnionAdapter(String kinds, @Nullable String discriminator) {
        this.kinds = kinds;
        this.discriminator = discriminator;
        this.hasUnions = kinds.indexOf('U') >= 0;
    }

    /** The member with that tag. */
    protected int member(String tag) {
        return NONE;
    }

    /** The adapter of a member. */
    protected abstract TypeAdapter<?> adapter(int member);

    /** The union's value for what {@link #adapter} has read. */
    protected abstract T wrap(int member, Object value);

    /** The union's value for what no member takes. */
    protected abstract T unknown(JsonElement tree);

    /** Writes the member. */
    protected abstract void writeValue(JsonWriter out, T value) throws IOException;

    @Override
    public final void write(JsonWriter out, @Nullable T value) throws IOException {
        if (value == null) {
            out.nullValue();
        } else {
            writeValue(out, value);
        }
    }

    @Override
    public final @Nullable T read(JsonReader in) throws IOException {
        if (Json.isNull(in)) {
            return null;
        }
        JsonToken token = in.peek();
        boolean isScalar = token != JsonToken.BEGIN_OBJECT && token != JsonToken.BEGIN_ARRAY;
        if (isScalar && !hasUnions) {
            return readScalar(in, token);
        }
        if (in instanceof TreeReader tree) {
            UnionFit fit = tree.fit();
            return fit == null ? readTree(tree) : fitTree(tree, fit);
        }
        JsonElement value = Json.ANY.read(in);
        return readTree(new TreeReader(value, in));
    }

    /** A text, a number or a boolean needs no tree: its kind tells the member. */
    private T readScalar(JsonReader in, JsonToken token) throws IOException {
        int member = NONE;
        JsonElement value;
        try {
            member = scalarMember(token);
            if (member == BY_FIT) {
                return readNumber(in);
            } else if (member != NONE) {
                return wrap(member, Objects.requireNonNull(adapter(member).read(in)));
            }
            value = Json.ANY.read(in);
        } catch (MismatchException e) {
            value = e.value(); // a text that is no date, for one: always a leaf
        }
        Drift.unknownMember(in);
        return unknown(value);
    }

    private int scalarMember(JsonToken token) {
        return switch (token) {
            case STRING -> kinds.indexOf('S');
            case BOOLEAN -> kinds.indexOf('B');
            default -> {
                int whole = kinds.indexOf('I');
                int any = kinds.indexOf('N');
                yield whole == NONE || any == NONE ? Math.max(whole, any) : BY_FIT;
            }
        };
    }

    /** Where whole and other numbers are two members, the text of the number tells which. */
    private T readNumber(JsonReader in) throws IOException {
        JsonElement value = Json.ANY.read(in);
        int member = kinds.indexOf(Json.isInteger(value) ? 'I' : 'N');
        return wrap(member, Objects.requireNonNull(adapter(member).read(new TreeReader(value, in))));
    }

    /** Reads the value for good: as the member that it is, telling the listener what departs from the document. */
    private T readTree(TreeReader in) throws IOException {
        int member = choose(in, false).member();
        if (member != NONE) {
            return wrap(member, Objects.requireNonNull(adapter(member).read(in)));
        }
        T unknown = unknown(in.take());
        Drift.unknownMember(in);
        return unknown;
    }

    /** Finds out how well the value fits; the value itself isn't needed. */
    private @Nullable T fitTree(TreeReader in, UnionFit fit) {
        UnionChoice choice = choose(in, true);
        in.take();
        fit.add(choice.fit());
        return null;
    }

    /**
     * Decides which member the next value is.
     *
     * @param weighed whether it must be known how well it fits, even if there's only one
     */
    private UnionChoice choose(TreeReader in, boolean weighed) {
        UnionChoice known = in.choice(this);
        if (known != null) {
            return known;
        }
        JsonElement tree = in.tree();
        int tagged = tagged(tree);
        UnionChoice choice = tagged == BY_FIT ? bestFit(in, tree, weighed) : weighed(in, tagged, weighed);
        if (weighed || choice.fit() != UnionFit.UNKNOWN) {
            in.remember(tree, this, choice);
        }
        return choice;
    }

    /** The member that the discriminator tells; {@link #BY_FIT} if there's none or the value lacks it. */
    private int tagged(JsonElement tree) {
        if (discriminator == null || !(tree instanceof JsonObject object)) {
            return BY_FIT;
        }
        return object.get(discriminator) instanceof JsonPrimitive tag ? member(tag.getAsString()) : BY_FIT;
    }

    private UnionChoice weighed(TreeReader in, int member, boolean weighed) {
        if (member == NONE) {
            return UnionChoice.none();
        }
        return new UnionChoice(member, weighed ? fit(in, member) : UnionFit.UNKNOWN);
    }

    private UnionFit fit(TreeReader in, int member) {
        TypeAdapter<?> adapter = adapter(member);
        if (adapter instanceof UnionAdapter<?> union) {
            UnionChoice choice = union.choose(in, true);
            return choice.member() == NONE ? UnionFit.refused() : choice.fit();
        }
        return in.tryRead(adapter);
    }

    private UnionChoice bestFit(TreeReader in, JsonElement tree, boolean weighed) {
        if (isOnlyModel(tree)) {
            return weighed(in, kinds.indexOf('M'), weighed);
        }
        UnionChoice best = UnionChoice.none();
        for (int member = 0; member < kinds.length(); member++) {
            // A map takes whatever is an object: only if nothing that has names for the properties does.
            boolean isCandidate = takes(member, tree) && (kinds.charAt(member) != 'O' || best.member() == NONE);
            UnionFit fit = isCandidate ? fit(in, member) : UnionFit.refused();
            if (!fit.isRefused() && (best.member() == NONE || fit.isBetterThan(best.fit()))) {
                best = new UnionChoice(member, fit);
            }
        }
        return best;
    }

    /** Whether there's one member for objects: then it's that one, whatever it lacks. */
    private boolean isOnlyModel(JsonElement tree) {
        return tree.isJsonObject()
                && kinds.indexOf('M') >= 0
                && kinds.indexOf('M') == kinds.lastIndexOf('M')
                && kinds.indexOf('O') < 0
                && !hasUnions;
    }

    /** Whether a member may take a value of that kind. */
    private boolean takes(int member, JsonElement tree) {
        return switch (kinds.charAt(member)) {
            case 'I' -> Json.isInteger(tree);
            case 'N' -> Json.isNumber(tree) && !(kinds.indexOf('I') >= 0 && Json.isInteger(tree));
            case 'B' -> Json.isBoolean(tree);
            case 'S' -> Json.isString(tree);
            case 'A' -> tree.isJsonArray();
            case 'M' -> tree instanceof JsonObject object && ((ModelAdapter<?>) adapter(member)).hasRequired(object);
            case 'O' -> tree.isJsonObject();
            default -> true;
        };
    }
}
