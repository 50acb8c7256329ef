package com.featherhq.client.files;

import com.featherhq.client.ApiResponse;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import okhttp3.ResponseBody;
import retrofit2.Call;

/**
 * What all downloads of one {@link FileDownloads} share.
 *
 * @param calls makes a call of the API
 * @param random the jitter of pauses: 0 to 1
 * @param onClose is {@code FeatherClient.onClose}
 */
record DownloadSettings(
        Storage storage,
        Function<Call<ResponseBody>, ApiResponse<ResponseBody>> calls,
        StopSignal.Sleeper sleeper,
        int maxAttempts,
        LongSupplier nanoTime,
        DoubleSupplier random,
        UnaryOperator<Runnable> onClose) {}
