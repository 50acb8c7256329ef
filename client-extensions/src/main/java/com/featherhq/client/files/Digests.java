package com.featherhq.client.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** SHA-256 of files, and what answers say of it. */
final class Digests {

    /** A member of a dictionary (RFC 8941 §3.2) whose value is 32 bytes. */
    private static final Pattern MEMBER = Pattern.compile("(?:^|,)[ \\t]*sha-256=:([A-Za-z0-9+/]{43}=):");

    private static final int BUFFER = 256 * 1024;

    /** The bytes are not those that somebody told the SHA-256 of. */
    static final class WrongDigestException extends IOException {

        private static final long serialVersionUID = 1;

        private WrongDigestException(String found, String expected) {
            super("its SHA-256 is " + found + ", but should be " + expected + ".");
        }

        static void check(String found, String expected) throws WrongDigestException {
            if (!found.equals(expected)) {
                throw new WrongDigestException(found, expected);
            }
        }
    }

    private Digests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String sha256Hex(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * Returns the SHA-256 of the whole file in hexadecimal, as an answer without encoding tells it (RFC 9530): by {@code
     * Repr-Digest}, or by {@code Content-Digest} if all of it is in this answer. Null if it tells none.
     */
    static @Nullable String ofWhole(Response response) {
        String whole = member(response, "Repr-Digest");
        return whole == null && response.code() == 200 ? member(response, "Content-Digest") : whole;
    }

    private static @Nullable String member(Response response, String header) {
        Matcher matcher = MEMBER.matcher(String.join(",", response.headers(header)));
        return matcher.find() ? HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1))) : null;
    }
}
