package com.featherhq.spec;

import com.featherhq.spec.document.SpecLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder with a {@code package.json} and a {@code package-lock.json} whose packages are installed. */
public final class NodePackage {

    private static final String MARKER = ".installed-from";
    private static final int NODE_MAJOR = 18;
    private static final int NODE_MINOR = 20;
    private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private final Path folder;
    private final String node;
    private final String npm;

    NodePackage(Path folder, String node, String npm) {
        this.folder = folder.toAbsolutePath().normalize();
        this.node = node;
        this.npm = npm;
    }

    /**
     * Installs the folder's packages with {@code npm ci --ignore-scripts}, unless they are those of its lock file already.
     *
     * @throws IllegalStateException if Node.js is missing or older than 18.20, or npm fails
     */
    public static NodePackage install(Path folder) {
        NodePackage nodePackage = new NodePackage(folder, "node", WINDOWS ? "npm.cmd" : "npm");
        nodePackage.install();
        return nodePackage;
    }

    /** Installs the packages of each folder named. */
    public static void main(String[] folders) {
        for (String folder : folders) {
            install(Path.of(folder));
        }
    }

    /** Returns a process, not started, that runs a script of this folder with Node.js. */
    public ProcessBuilder process(String script, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(node, folder.resolve(script).toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    void install() {
        requireNode();
        String digest = lockDigest();
        try {
            if (!isInstalled(digest)) {
                installOnce(digest);
            }
        } catch (IOException e) {
            throw new IllegalStateException(modules() + " can't be read or written: " + e.getMessage(), e);
        }
    }

    private Path modules() {
        return folder.resolve("node_modules");
    }

    private boolean isInstalled(String digest) throws IOException {
        Path marker = modules().resolve(MARKER);
        return Files.exists(marker) && Files.readString(marker).equals(digest);
    }

    /** One at a time, be it in this virtual machine or in another: builds run side by side. */
    private void installOnce(String digest) throws IOException {
        Path lockFile = Path.of(System.getProperty("java.io.tmpdir", "."), "feather-node-" + folderDigest() + ".lock");
        synchronized (NodePackage.class) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !isInstalled(digest)) {
                    installBeside(digest);
                }
            }
        }
    }

    private String folderDigest() {
        return SpecLock.sha256(folder.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
    }

    /** Installs into a folder of its own, which takes the place of the old one when it's whole. */
    private void installBeside(String digest) throws IOException {
        Path beside = Files.createTempDirectory(folder, "node_modules-");
        try {
            for (String name : List.of("package.json", "package-lock.json", ".npmrc")) {
                if (Files.exists(folder.resolve(name))) {
                    Files.copy(folder.resolve(name), beside.resolve(name));
                }
            }
            npmCi(beside);
            Path installed = Files.createDirectories(beside.resolve("node_modules"));
            Files.writeString(installed.resolve(MARKER), digest);
            PrepareSpec.delete(modules());
            Files.move(installed, modules(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            PrepareSpec.delete(beside);
        }
    }

    private void requireNode() {
        Output version = run(new ProcessBuilder(node, "--version"), folder);
        Matcher matcher = NODE_VERSION.matcher(version.text().strip());
        if (version.exitCode() != 0 || !matcher.matches()) {
            throw new IllegalStateException("'" + node + " --version' answered '" + version.lastLines()
                    + "' instead of a version: " + needed());
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        if (major < NODE_MAJOR || (major == NODE_MAJOR && minor < NODE_MINOR)) {
            throw new IllegalStateException(
                    "Node.js " + version.text().strip() + " is too old for the tools in " + folder + ": " + needed());
        }
    }

    private void npmCi(Path where) {
        Output output = run(new ProcessBuilder(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"), where);
        if (output.exitCode() != 0) {
            throw new IllegalStateException("'npm ci' failed in " + folder + " with exit code " + output.exitCode()
                    + ": " + output.lastLines());
        }
    }

    private Output run(ProcessBuilder builder, Path where) {
        String command = builder.command().get(0);
        try {
            Process process =
                    builder.directory(where.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text);
        } catch (IOException e) {
            throw new IllegalStateException("'" + command + "' can't be started in " + folder + ": " + needed(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while '" + command + "' was running in " + folder, e);
        }
    }

    private String lockDigest() {
        Path lock = folder.resolve("package-lock.json");
        if (!Files.isReadable(lock)) {
            throw new IllegalStateException(lock + " can't be read: restore it from version control.");
        }
        return SpecLock.sha256(lock);
    }

    private String needed() {
        return "install Node.js " + NODE_MAJOR + "." + NODE_MINOR + " or newer, with npm, and put both on the PATH.";
    }

    private record Output(int exitCode, String text) {

        private static final int LINES = 5;

        String lastLines() {
            List<String> lines = text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        }
    }
}
