package com.featherhq.client.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** One download to a file. */
final class FileDownload {

    private static final int LONGEST_TOLD = 100;

    private final FileSource source;
    private final Path target;
    private final DownloadOptions options;
    private final ResumingReader reader;
    private final ProgressMeter meter;
    private long resumedFrom;

    FileDownload(FileSource source, Path target, DownloadOptions options, ResumingReader reader, ProgressMeter meter) {
        this.source = source;
        this.target = target;
        this.options = options;
        this.reader = reader;
        this.meter = meter;
    }

    /** Returns the file in a folder that the server's name for it stands for, which must not be there. */
    static Path namedByServer(FileSource source, Path folder, ResumingReader reader) {
        String name = ServerFileName.of(reader.header("Content-Disposition"));
        if (name == null) {
            throw failure(source, "the server gives no file name; name the file to write.");
        }
        String problem = ServerFileName.problem(name);
        if (problem != null) {
            throw failure(
                    source,
                    "the server's name for it " + problem + ": \"" + printable(name) + "\"; name the file to write.");
        }
        Path target = folder.resolve(name);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw failure(source, target + " exists, and a name that the server gives replaces no file.");
        }
        return target;
    }

    private static String printable(String name) {
        String cut = name.length() > LONGEST_TOLD ? name.substring(0, LONGEST_TOLD) + "…" : name;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    DownloadResult run() {
        try {
            checkTarget();
            DownloadResult present = options.skipIfComplete() ? present() : null;
            return present == null ? runChecked() : present;
        } catch (IOException e) {
            throw fileFailure(e);
        }
    }

    /** Returns the target if it is already what would be downloaded, or null. */
    private @Nullable DownloadResult present() throws IOException {
        Long size = Files.isRegularFile(target) ? Files.size(target) : null;
        if (size == null || !size.equals(reader.total())) {
            return null;
        }
        String sha256 = reader.sha256();
        return sha256 == null || sha256.equals(Digests.sha256Hex(target))
                ? new DownloadResult(target, size, 0, sha256, true)
                : null;
    }

    private DownloadResult runChecked() throws IOException {
        try (PartialFile partial = PartialFile.open(source.identity(), target)) {
            if (partial == null) {
                throw new FileDownloadException(
                        source.name(), "another download is writing to " + target + ".", true, null);
            }
            return fill(partial);
        }
    }

    private void checkTarget() throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw failure(target + " is a folder; name the file to write.");
        }
        if (!Files.isDirectory(folder)) {
            throw failure("the folder " + folder + " does not exist.");
        }
        // A device or a pipe would be replaced by the rename; a name that is too long is refused here.
        if (exists(target) && Files.exists(target) && !Files.isRegularFile(target)) {
            throw failure(target + " is not a regular file; name the file to write.");
        }
    }

    private static boolean exists(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private FileDownloadException failure(String problem) {
        return failure(source, problem);
    }

    private static FileDownloadException failure(FileSource source, String problem) {
        return new FileDownloadException(source.name(), problem, false, null);
    }

    private DownloadResult fill(PartialFile partial) throws IOException {
        boolean whole = false;
        try {
            resume(partial);
            copy(partial);
            String sha256 = reader.sha256();
            partial.commit(sha256);
            whole = true;
            meter.finished(partial.length());
            return new DownloadResult(target, partial.length(), resumedFrom, sha256, false);
        } finally {
            if (!whole) {
                keep(partial);
            }
        }
    }

    private void resume(PartialFile partial) {
        StoredVersion version = partial.resumable();
        if (version != null) {
            reader.resume(partial.length(), version);
            resumedFrom = partial.length();
        }
    }

    private void copy(PartialFile partial) throws IOException {
        ResumingReader.Step step = null;
        while (step != ResumingReader.Step.END) {
            long before = partial.length();
            step = reader.read(partial.buffer());
            switch (step) {
                case STARTED_OVER -> {
                    partial.startOver();
                    resumedFrom = 0;
                }
                case BYTES -> {
                    partial.checkpoint(reader.version());
                    meter.received(partial.length() - before, partial.length(), reader.total());
                }
                case END -> {}
            }
        }
    }

    /** An interrupt would close the file under us, so it waits until what has come is safe. */
    private void keep(PartialFile partial) {
        boolean interrupted = Thread.interrupted();
        try {
            partial.keep(reader.version());
        } catch (IOException e) {
            // The failure that brought us here is the one to report; a partial that was not saved is fetched again.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private FileDownloadException fileFailure(IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new FileDownloadException(source.name(), "it was interrupted.", true, cause);
        }
        boolean taken = cause instanceof PartialFile.TakenException;
        boolean told =
                taken || cause instanceof FileClaim.ObstacleException || cause instanceof Digests.WrongDigestException;
        String problem = told ? String.valueOf(cause.getMessage()) : "writing " + target + " failed.";
        return new FileDownloadException(source.name(), problem, taken, cause);
    }
}
