package com.featherhq.client.files;

import java.io.IOException;
import java.nio.file.Path;

/** Says whether another process could claim a file: {@code free} or {@code taken}. */
final class ClaimInAnotherProcess {

    private ClaimInAnotherProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (FileClaim claim = FileClaim.tryClaim(Path.of(arguments[0]))) {
            System.out.println(claim == null ? "taken" : "free");
        }
    }
}
