package com.featherhq.it.recordings;

import com.featherhq.client.files.DownloadProgress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;

/** A bar that is drawn over itself on a terminal; elsewhere, a line for every quarter. */
final class ProgressPrinter implements Consumer<DownloadProgress> {

    private static final int WIDTH = 40;
    private static final int STEPS = 4;
    private static final double MEBIBYTE = 1024 * 1024;

    private final PrintStream out;
    private final boolean terminal;
    private int stepsPrinted;

    ProgressPrinter(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void accept(DownloadProgress progress) {
        Long total = progress.totalBytes();
        double share = total == null || total == 0 ? 0 : (double) progress.bytes() / total;
        if (terminal) {
            int filled = (int) (share * WIDTH);
            out.print("\r  [" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + text(progress, share));
            out.print(share >= 1 ? System.lineSeparator() : "");
            out.flush();
        } else if ((int) (share * STEPS) > stepsPrinted) {
            stepsPrinted = (int) (share * STEPS);
            out.println("  " + text(progress, share));
        }
    }

    private static String text(DownloadProgress progress, double share) {
        return String.format(
                Locale.ROOT,
                "%3.0f %%  %5.1f MiB  %5.1f MiB/s",
                share * 100,
                progress.bytes() / MEBIBYTE,
                progress.bytesPerSecond() / MEBIBYTE);
    }
}
