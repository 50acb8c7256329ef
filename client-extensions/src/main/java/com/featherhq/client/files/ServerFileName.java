package com.featherhq.client.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** The name that an answer gives its file, and which of these may be used (RFC 6266 §4.3). */
final class ServerFileName {

    private static final int LONGEST = 2_000;

    private static final Pattern PARAMETER = Pattern.compile(
            ";[ \\t]*+(filename\\*?+)[ \\t]*+=[ \\t]*+(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^;\"\\s]++))",
            Pattern.CASE_INSENSITIVE);

    /** RFC 8187 §3.2.1, with the two charsets that have to be known. */
    private static final Pattern EXTENDED =
            Pattern.compile("(utf-8|iso-8859-1)'[A-Za-z0-9-]*'(.+)", Pattern.CASE_INSENSITIVE);

    /** What Windows takes for a device, whatever follows a dot. */
    private static final Set<String> DEVICES = Set.of(
            "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1",
            "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9");

    private ServerFileName() {}

    /** Returns the name as a {@code Content-Disposition} gives it, or null if it gives none. It may be anything. */
    static @Nullable String of(@Nullable String disposition) {
        if (disposition == null || disposition.length() > LONGEST) {
            return null;
        }
        String plain = null;
        String extended = null;
        Matcher parameters = PARAMETER.matcher(disposition);
        while (parameters.find()) {
            String quoted = parameters.group(2);
            String value = quoted == null ? parameters.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            if (parameters.group(1).endsWith("*")) {
                extended = extended == null ? decoded(value) : extended;
            } else {
                plain = plain == null ? value : plain;
            }
        }
        return extended == null ? plain : extended;
    }

    private static @Nullable String decoded(String value) {
        Matcher matcher = EXTENDED.matcher(value);
        if (!matcher.matches()) {
            return null;
        }
        Charset charset = Charset.forName(matcher.group(1).toUpperCase(Locale.ROOT));
        byte[] bytes = percentDecoded(matcher.group(2));
        try {
            return bytes == null
                    ? null
                    : charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static byte @Nullable [] percentDecoded(String text) {
        Buffer bytes = new Buffer();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '%') {
                bytes.writeString(text.substring(i, i + 1), StandardCharsets.UTF_8);
                continue;
            }
            int high = i + 2 <= text.length() - 1 ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                return null;
            }
            bytes.writeByte(high * 16 + low);
            i += 2;
        }
        return bytes.readByteArray();
    }

    /**
     * Returns why a name must not be used, or null if it may: it has to be the plain name of a file that is no hidden one, on any
     * system.
     */
    static @Nullable String problem(String name) {
        if (name.chars().anyMatch(c -> c == '/' || c == '\\' || c == ':')) {
            return "leads to another folder";
        }
        if (name.chars().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
            return "has control characters";
        }
        if (name.isBlank() || name.startsWith(".") || name.startsWith("~")) {
            return "is empty or hidden";
        }
        boolean device = DEVICES.contains(name.replaceAll("\\..*", "").strip().toUpperCase(Locale.ROOT));
        if (device
                || name.endsWith(".")
                || name.endsWith(" ")
                || name.chars().anyMatch(c -> "<>\"|?*".indexOf(c) >= 0)) {
            return "means something else on some systems";
        }
        return null;
    }
}
