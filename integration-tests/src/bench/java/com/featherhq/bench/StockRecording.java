package com.featherhq.bench;

import com.google.gson.annotations.SerializedName;

/** The playback answer as openapi-generator's own templates make it, for Gson to read by reflection. */
final class StockRecording {

    @SerializedName("url")
    String url;

    @SerializedName("expires_in")
    Long expiresIn;

    @SerializedName("duration_ms")
    Long durationMs;

    @SerializedName("bytes")
    Long bytes;

    @SerializedName("status")
    String status;
}
