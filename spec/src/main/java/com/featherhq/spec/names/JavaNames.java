package com.featherhq.spec.names;

import com.featherhq.spec.document.SpecLock;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** The Java names of things in the document. Each depends on the thing's own name alone, so it's stable across versions. */
public final class JavaNames {

    /** Simple names that the generated sources use for other types; a schema of that name gets the suffix "Model". */
    private static final Set<String> TAKEN = words("""
            ADAPTER Adapter ApiDocument BY_FIT BigDecimal Body Call Cases DELETE EnumAdapter Field FieldMap FormUrlEncoded
            GET HEAD HTTP Header HeaderMap Headers IOException Json JsonAdapter JsonElement JsonModel
            JsonReader JsonUnion JsonWriter Known List LocalDate Map ModelAdapter Multipart MultipartBody NONE Nullable
            OPTIONS Objects OffsetDateTime OpenEnum PATCH POST PUT Part PartMap Path Query QueryMap
            QueryName R RequestBody ResponseBody Streaming Tag TypeAdapter UNKNOWN UUID UnionAdapter Unknown Url
            WithoutCredential
            """);

    /** The generated unions have records of such names for their members. */
    private static final Pattern UNION_MEMBER = Pattern.compile("Of[A-Z]\\w*|Of");

    /** The public types of java.lang in Java 17: the interfaces, in another package, couldn't tell a model from them. */
    private static final Set<String> JAVA_LANG = words("""
            AbstractMethodError Appendable ArithmeticException ArrayIndexOutOfBoundsException
            ArrayStoreException AssertionError AutoCloseable Boolean BootstrapMethodError Byte CharSequence
            Character Class ClassCastException ClassCircularityError ClassFormatError ClassLoader
            ClassNotFoundException ClassValue CloneNotSupportedException Cloneable Comparable Compiler
            Deprecated Double Enum EnumConstantNotPresentException Error Exception ExceptionInInitializerError
            Float FunctionalInterface IllegalAccessError IllegalAccessException IllegalArgumentException
            IllegalCallerException IllegalMonitorStateException IllegalStateException
            IllegalThreadStateException IncompatibleClassChangeError IndexOutOfBoundsException
            InheritableThreadLocal InstantiationError InstantiationException Integer InternalError
            InterruptedException Iterable LayerInstantiationException LinkageError Long Math Module
            ModuleLayer NegativeArraySizeException NoClassDefFoundError NoSuchFieldError NoSuchFieldException
            NoSuchMethodError NoSuchMethodException NullPointerException Number NumberFormatException Object
            OutOfMemoryError Override Package Process ProcessBuilder ProcessHandle Readable Record
            ReflectiveOperationException Runnable Runtime RuntimeException RuntimePermission SafeVarargs
            SecurityException SecurityManager Short StackOverflowError StackTraceElement StackWalker
            StrictMath String StringBuffer StringBuilder StringIndexOutOfBoundsException SuppressWarnings
            System Thread ThreadDeath ThreadGroup ThreadLocal Throwable TypeNotPresentException UnknownError
            UnsatisfiedLinkError UnsupportedClassVersionError UnsupportedOperationException VerifyError
            VirtualMachineError Void
            """);

    /** What a generated enum's class has beside the constants of the values. */
    private static final Set<String> TAKEN_CONSTANTS = Set.of("ADAPTER", "UNRECOGNIZED");

    /** A name that FastAPI qualified with the Python module, because two modules have a class of that name. */
    private static final Pattern QUALIFIED =
            Pattern.compile("[a-z]\\w*?__(?<packages>[a-z0-9_]+__)?[a-z0-9_]+__(?<name>[A-Z]\\w*)");

    private static final Set<String> OBJECT_METHODS =
            words("clone equals finalize getClass hashCode notify notifyAll toString wait");

    private JavaNames() {}

    /** {@code CursorPage_Session_} becomes {@code CursorPageSession}. */
    public static String type(String schemaName) {
        return freeType(upperCamel(ascii(schemaName)));
    }

    /** {@code name}, or another one if it means something else in the generated sources or in {@code java.lang}. */
    private static String freeType(String name) {
        String free = UNION_MEMBER.matcher(name).matches() ? "Model" + name : name;
        while (TAKEN.contains(free) || JAVA_LANG.contains(free)) {
            free += "Model";
        }
        return free;
    }

    /**
     * The name of a schema whose {@link #type} another schema has too, in upper or lower case: every character that Java
     * allows stays as it is.
     */
    static String exactType(String schemaName) {
        String name = ascii(schemaName).replaceAll("[^A-Za-z0-9]", "_");
        return freeType(Character.isDigit(name.charAt(0)) ? "_" + name : name);
    }

    /** A class has a file: not every file system has names beyond ASCII. */
    private static String ascii(String name) {
        StringBuilder ascii = new StringBuilder();
        name.codePoints()
                .forEach(c -> ascii.append(
                        c > '~' && Character.isLetterOrDigit(c) ? "U%04x".formatted(c) : Character.toString(c)));
        return ascii.toString();
    }

    /** What tells a text from any other: for texts with the same words. */
    public static String digest(String text) {
        return SpecLock.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 6);
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /**
     * {@code src__billing__schemas__Row} becomes {@code BillingRow}: Python's root package and module file say nothing.
     * Any other name is {@link #type}.
     */
    static String shortType(String schemaName) {
        Matcher qualified = QUALIFIED.matcher(schemaName);
        if (!qualified.matches()) {
            return type(schemaName);
        }
        String packages = qualified.group("packages");
        return type((packages == null ? "" : packages) + "_" + qualified.group("name"));
    }

    /**
     * {@code knowledge-base} becomes {@code KnowledgeBaseApi}. What isn't ASCII is spelled in it, since not every file system
     * takes it for a file's name.
     */
    public static String api(String tag) {
        return upperCamel(spelled(tag)) + "Api";
    }

    /** {@code é} becomes {@code e}, and a letter of another alphabet {@code U30E6}. */
    private static String spelled(String text) {
        StringBuilder ascii = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().forEach(c -> {
            if (c < 128) {
                ascii.appendCodePoint(c);
            } else if (Character.isLetterOrDigit(c)) {
                ascii.append("U%04X".formatted(c));
            }
        });
        return ascii.toString();
    }

    /**
     * {@code get_thing} becomes {@code getThing}. Letters of every alphabet are kept; a name that Java reserves, or that every
     * object has a method of, gets an underscore.
     */
    public static String method(String operationId) {
        String name = lowerFirst(camel(operationId, "[^\\p{L}\\p{Nd}]+"));
        return SourceVersion.isKeyword(name) || OBJECT_METHODS.contains(name) ? name + "_" : name;
    }

    /** {@code duration_ms} becomes {@code durationMs}. */
    public static String property(String jsonName) {
        return lowerFirst(camel(jsonName, Words.of(stripped(jsonName))));
    }

    /** Like {@link #property}, with an underscore behind a word that Java reserves. */
    public static String identifier(String jsonName) {
        String name = property(jsonName);
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }

    /** {@code duration_ms} becomes {@code DurationMs}; {@code class} becomes {@code Class_}, since getClass() is taken. */
    static String accessorSuffix(String jsonName) {
        return accessorSuffix(jsonName, Words.of(stripped(jsonName)));
    }

    /** Like {@link #accessorSuffix(String)}, for a name that has the same words as another one. */
    static String accessorSuffixSpelledOut(String jsonName) {
        return accessorSuffix(jsonName, Words.spelledOut(stripped(jsonName)));
    }

    private static String accessorSuffix(String jsonName, List<String> words) {
        String name = camel(jsonName, words);
        return name.equals("Class") ? "Class_" : name;
    }

    /** {@code DurationMs} becomes {@code durationMs}; a word that Java reserves gets an underscore. */
    public static String field(String accessorSuffix) {
        String name = lowerFirst(accessorSuffix);
        String word = name.substring(0, name.length() - underscoresAfter(name));
        return SourceVersion.isKeyword(word) ? name + "_" : name;
    }

    /** The words in one, with the underscores that the name begins and ends with. */
    private static String camel(String jsonName, List<String> words) {
        StringBuilder camel = new StringBuilder(jsonName.substring(0, underscoresBefore(jsonName)));
        for (String word : words) {
            int first = word.codePointAt(0);
            camel.appendCodePoint(Character.toUpperCase(first)).append(word, Character.charCount(first), word.length());
        }
        if (words.isEmpty()) {
            return jsonName.isEmpty() ? "Empty" : "Underscore" + jsonName.length();
        }
        camel.append("_".repeat(underscoresAfter(jsonName)));
        return legal(camel.toString());
    }

    private static String legal(String name) {
        return Character.isJavaIdentifierStart(name.codePointAt(0)) ? name : "_" + name;
    }

    private static String stripped(String name) {
        int start = underscoresBefore(name);
        return start == name.length() ? "" : name.substring(start, name.length() - underscoresAfter(name));
    }

    private static int underscoresBefore(String name) {
        int count = 0;
        while (count < name.length() && name.charAt(count) == '_') {
            count++;
        }
        return count;
    }

    private static int underscoresAfter(String name) {
        int count = 0;
        while (count < name.length() && name.charAt(name.length() - 1 - count) == '_') {
            count++;
        }
        return count;
    }

    /** {@code In Progress} becomes {@code IN_PROGRESS}, {@code -created} becomes {@code MINUS_CREATED}. */
    static String constant(String value) {
        return constant(value, Words.of(value));
    }

    /** Like {@link #constant(String)}, for a value that has the same words as another one. */
    static String constantSpelledOut(String value) {
        return constant(value, Words.spelledOut(value));
    }

    private static String constant(String value, List<String> words) {
        if (value.isEmpty()) {
            return "EMPTY";
        }
        String joined = String.join("_", words).replaceAll("(\\p{Ll}|\\d)(\\p{Lu})", "$1_$2");
        String name = legal(joined.toUpperCase(Locale.ROOT));
        return TAKEN_CONSTANTS.contains(name) ? name + "_VALUE" : name;
    }

    /** {@code duration_ms} becomes {@code DurationMs}; what is upper case stays so. */
    public static String upperCamel(String name) {
        return camel(name, "[^A-Za-z0-9]+");
    }

    private static String camel(String name, String separator) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split(separator, -1)) {
            if (!word.isEmpty()) {
                camel.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        if (camel.isEmpty()) {
            return "Empty";
        }
        return Character.isDigit(camel.charAt(0)) ? "_" + camel : camel.toString();
    }

    private static String lowerFirst(String name) {
        int first = underscoresBefore(name);
        return first == name.length()
                ? name
                : name.substring(0, first) + Character.toLowerCase(name.charAt(first)) + name.substring(first + 1);
    }
}
