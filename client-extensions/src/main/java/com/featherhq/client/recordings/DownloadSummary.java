package com.featherhq.client.recordings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a {@linkplain Recordings#downloadAll batch}. Immutable. */
public final class DownloadSummary {

    private final List<DownloadItem> items;
    private final @Nullable Throwable listenerFailure;

    DownloadSummary(List<DownloadItem> items, @Nullable Throwable listenerFailure) {
        this.items = List.copyOf(items);
        this.listenerFailure = listenerFailure;
    }

    /** Returns all items in the order of the ids given. Unmodifiable. */
    public List<DownloadItem> items() {
        return items;
    }

    /**
     * Returns the first exception or error of the {@linkplain DownloadAllOptions.Builder#itemListener item listener}; null
     * if there was none. It has no influence on the items.
     */
    public @Nullable Throwable listenerFailure() {
        return listenerFailure;
    }

    /** Returns how many items ended so. */
    public int count(DownloadItem.Outcome outcome) {
        return (int) items.stream().filter(item -> item.outcome() == outcome).count();
    }

    /** Returns whether every recording is on the disk. */
    public boolean isComplete() {
        return count(DownloadItem.Outcome.DOWNLOADED) + count(DownloadItem.Outcome.SKIPPED) == items.size();
    }

    /** Returns how many bytes the files that were fetched have together. */
    public long bytesDownloaded() {
        return items.stream()
                .filter(item -> item.outcome() == DownloadItem.Outcome.DOWNLOADED)
                .mapToLong(DownloadItem::bytes)
                .sum();
    }

    /** Returns the counts in one line. */
    @Override
    public String toString() {
        return items.size() + " recordings: " + count(DownloadItem.Outcome.DOWNLOADED) + " downloaded ("
                + bytesDownloaded() + " bytes), " + count(DownloadItem.Outcome.SKIPPED) + " already there, "
                + count(DownloadItem.Outcome.NOT_PLAYABLE) + " not playable, "
                + count(DownloadItem.Outcome.FAILED) + " failed";
    }
}
