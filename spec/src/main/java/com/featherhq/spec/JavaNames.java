package com.featherhq.spec;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** The Java names of things in the document. Each depends on the thing's own name alone, so it's stable across versions. */
final class JavaNames {

    /** Simple names that the generated sources use for other types; a schema of that name gets the suffix "Model". */
    private static final Set<String> TAKEN = words("""
            ApiDocument BigDecimal Body Call DELETE EnumAdapter Field FieldMap FormUrlEncoded GET HEAD HTTP
            Header HeaderMap Headers IOException Json JsonAdapter JsonElement JsonModel JsonReader JsonUnion
            JsonWriter List LocalDate Map ModelAdapter Multipart MultipartBody Nullable OPTIONS Objects
            OffsetDateTime OpenEnum PATCH POST PUT Part PartMap Path Query QueryMap QueryName RequestBody
            ResponseBody Streaming Tag UUID UnionAdapter Unknown Url WithoutCredential
            """);

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

    /** A name that FastAPI qualified with the Python module, because two modules have a class of that name. */
    private static final Pattern QUALIFIED =
            Pattern.compile("[a-z]\\w*?__(?<packages>[a-z0-9_]+__)?[a-z0-9_]+__(?<name>[A-Z]\\w*)");

    private static final Set<String> OBJECT_METHODS =
            words("clone equals finalize getClass hashCode notify notifyAll toString wait");

    private JavaNames() {}

    /** {@code CursorPage_Session_} becomes {@code CursorPageSession}. */
    static String type(String schemaName) {
        String name = upperCamel(schemaName);
        return TAKEN.contains(name) || JAVA_LANG.contains(name) ? name + "Model" : name;
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
    static String api(String tag) {
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
    static String method(String operationId) {
        String name = lowerFirst(camel(operationId, "[^\\p{L}\\p{Nd}]+"));
        return SourceVersion.isKeyword(name) || OBJECT_METHODS.contains(name) ? name + "_" : name;
    }

    /** {@code duration_ms} becomes {@code durationMs}. */
    static String property(String jsonName) {
        return lowerFirst(upperCamel(jsonName));
    }

    /** Like {@link #property}, with an underscore behind a word that Java reserves. */
    static String identifier(String jsonName) {
        String name = property(jsonName);
        return SourceVersion.isKeyword(name) ? name + "_" : name;
    }

    /** {@code duration_ms} becomes {@code DurationMs}; {@code class} becomes {@code Class_}, since getClass() is taken. */
    static String accessorSuffix(String jsonName) {
        String name = upperCamel(jsonName);
        return name.equals("Class") ? "Class_" : name;
    }

    /** {@code In Progress} becomes {@code IN_PROGRESS}. */
    static String constant(String value) {
        String words = value.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("[^A-Za-z0-9]+", "_");
        String name = words.replaceAll("^_+|_+$", "").toUpperCase(Locale.ROOT);
        if (name.isEmpty()) {
            return "EMPTY";
        }
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** {@code duration_ms} becomes {@code DurationMs}; what is upper case stays so. */
    static String upperCamel(String name) {
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
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
