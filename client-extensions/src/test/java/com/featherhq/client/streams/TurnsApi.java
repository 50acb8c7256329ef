package com.featherhq.client.streams;

import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.Streaming;

/** An interface in the shape of the generated ones. */
interface TurnsApi {

    @Streaming
    @GET("v1/turns/stream")
    Call<ResponseBody> watch();

    @Streaming
    @POST("v1/turns/stream")
    Call<ResponseBody> send(@Body RequestBody body);

    @GET("v1/turns/stream")
    Call<ResponseBody> whole();
}
