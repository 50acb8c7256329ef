package com.featherhq.client.recordings;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One download to a file. */
final class FileDownload {

    private final UUID id;
    private final Path target;
    private final ResumingReader reader;
    private final ProgressMeter meter;
    private long resumedFrom;

    FileDownload(UUID id, Path target, ResumingReader reader, ProgressMeter meter) {
        this.id = id;
        this.target = target;
        this.reader = reader;
        this.meter = meter;
    }

    /** Returns the size of the target if that is already the size of the recording, or null if it has to be fetched. */
    @Nullable
    Long sizeIfDone() {
        try {
            Long present = Files.isRegularFile(target) ? Files.size(target) : null;
            return present != null && present.equals(reader.total()) ? present : null;
        } catch (IOException e) {
            throw fileFailure(e);
        }
    }

    DownloadResult run() {
        try {
            checkTarget();
            return runChecked();
        } catch (IOException e) {
            throw fileFailure(e);
        }
    }

    private DownloadResult runChecked() throws IOException {
        try (PartialFile partial = PartialFile.open(id.toString(), target)) {
            if (partial == null) {
                throw new RecordingDownloadException(id, "another download is writing to " + target + ".", true, null);
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

    private RecordingDownloadException failure(String problem) {
        return new RecordingDownloadException(id, problem, false, null);
    }

    private DownloadResult fill(PartialFile partial) throws IOException {
        boolean whole = false;
        try {
            resume(partial);
            copy(partial);
            partial.commit();
            whole = true;
            meter.finished(partial.length());
            return new DownloadResult(id, target, partial.length(), resumedFrom);
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

    private RecordingDownloadException fileFailure(IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new RecordingDownloadException(id, "it was interrupted.", true, cause);
        }
        boolean taken = cause instanceof PartialFile.TakenException;
        if (taken || cause instanceof FileClaim.ObstacleException) {
            return new RecordingDownloadException(id, String.valueOf(cause.getMessage()), taken, cause);
        }
        return new RecordingDownloadException(id, "writing " + target + " failed.", false, cause);
    }
}
