package com.featherhq.client.files;

import static com.featherhq.client.files.Scene.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** One writer at a time. */
final class FileClaimTest extends PartialFileCase {

    @Test
    void open_whenSomebodyElseInTheProcessHasIt_returnsNull() throws IOException {
        try (PartialFile first = PartialFile.open(ID.toString(), target)) {
            assertThat(first).isNotNull();
            assertThat(PartialFile.open(ID.toString(), folder.resolve(".").resolve("call")))
                    .isNull();
        }
        try (PartialFile next = PartialFile.open(ID.toString(), target)) {
            assertThat(next).isNotNull();
        }
    }

    @Test
    void open_whenAnotherClassLoaderHasIt_returnsNull() throws Exception {
        try (URLClassLoader copy = copyOfOurs()) {
            Method tryClaim =
                    Class.forName(FileClaim.class.getName(), true, copy).getDeclaredMethod("tryClaim", Path.class);
            tryClaim.setAccessible(true);
            try (Closeable theirs = (Closeable) tryClaim.invoke(null, folder.resolve("call.part.lock"))) {
                assertThat(theirs.getClass()).isNotEqualTo(FileClaim.class);
                assertThat(PartialFile.open(ID.toString(), target)).isNull();
            }
            try (PartialFile ours = PartialFile.open(ID.toString(), target)) {
                assertThat(ours).isNotNull();
                assertThat(tryClaim.invoke(null, folder.resolve("call.part.lock")))
                        .isNull();
                assertThat(claimInAnotherProcess()).isEqualTo("taken");
            }
        }
    }

    @Test
    void open_whenAnotherProcessHasIt_returnsNullWhateverIsDoneToThePart() throws Exception {
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            assertThat(partial).isNotNull();
            Files.readAllBytes(part); // On POSIX systems, closing it drops the locks on it.
            assertThat(PartialFile.open(ID.toString(), target)).isNull();

            assertThat(claimInAnotherProcess()).isEqualTo("taken");
        }
        assertThat(claimInAnotherProcess()).isEqualTo("free");
    }

    @Test
    void open_whenManyFilesComeAndGo_takesNoneForAnother() throws Exception {
        List<FutureTask<Integer>> tasks = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Path mine = folder.resolve("lock" + thread);
            tasks.add(new FutureTask<>(() -> refusals(mine)));
        }
        tasks.forEach(task -> new Thread(task).start());

        for (FutureTask<Integer> task : tasks) {
            assertThat(task.get()).isZero();
        }
    }

    private static int refusals(Path lock) throws IOException {
        int refusals = 0;
        for (int i = 0; i < 3_000; i++) {
            try (FileClaim claim = FileClaim.tryClaim(lock)) {
                refusals += claim == null ? 1 : 0;
            }
        }
        return refusals;
    }

    /** Loads our classes once more; those of others are shared. */
    private static URLClassLoader copyOfOurs() throws IOException {
        URL classes = FileClaim.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }

    private String claimInAnotherProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ClaimInAnotherProcess.class.getName(),
                        folder.resolve("call.part.lock").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.strip();
    }

    @Test
    void commit_whenTheLockFileWasReplaced_fails() throws IOException {
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            partial.buffer().put((byte) 1);
            Files.delete(folder.resolve("call.part.lock"));
            try (PartialFile other = PartialFile.open(ID.toString(), target)) {
                other.buffer().put((byte) 2);

                assertThatExceptionOfType(PartialFile.TakenException.class)
                        .isThrownBy(() -> partial.commit(null))
                        .withMessage(part + " was changed or replaced by something else while it was written.");
                partial.keep(VERSION);
                other.commit(null);
            }
        }

        assertThat(target).hasBinaryContent(new byte[] {2});
        assertThat(folder.toFile().list()).containsExactly("call");
    }

    @Test
    void commit_whenAnotherProcessHasOpenedThePart_doesNotHandItTheFinishedFile() throws IOException {
        try (FileChannel other = openedWhileAnotherCommits();
                PartialFile next = PartialFile.open(ID.toString(), target)) {
            assertThat(other.size()).isEqualTo(1);
            assertThat(next.length()).isZero();
            next.keep(null);
        }

        assertThat(target).hasBinaryContent(new byte[] {1});
    }

    private FileChannel openedWhileAnotherCommits() throws IOException {
        try (PartialFile partial = PartialFile.open(ID.toString(), target)) {
            FileChannel other = FileChannel.open(part, StandardOpenOption.WRITE);
            partial.buffer().put((byte) 1);
            partial.commit(null);
            return other;
        }
    }
}
