package com.featherhq.it.contract;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The formats {@code date-time} and {@code time} as services write them and the client reads them: the offset, which RFC 3339
 * demands, may be missing, as in the document's own defaults.
 *
 * @param getName the format
 */
record LenientTime(String getName) implements Format {

    static final List<Format> ALL = List.of(new LenientTime("date-time"), new LenientTime("time"));

    private static final Pattern TIME = Pattern.compile(
            "([01]\\d|2[0-3]):[0-5]\\d(:([0-5]\\d|60)(\\.\\d+)?)?([Zz]|[+-]([01]\\d|2[0-3]):?[0-5]\\d)?");
    private static final Pattern DATE_TIME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[Tt ](.+)");

    @Override
    public boolean matches(ExecutionContext context, String value) {
        if (getName.equals("time")) {
            return TIME.matcher(value).matches();
        }
        Matcher parts = DATE_TIME.matcher(value);
        return parts.matches()
                && isDate(parts.group(1))
                && TIME.matcher(parts.group(2)).matches();
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
