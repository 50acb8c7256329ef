package com.featherhq.client;

import com.featherhq.api.WithoutCredential;
import java.util.List;
import java.util.Map;
import okhttp3.RequestBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.HEAD;
import retrofit2.http.HTTP;
import retrofit2.http.OPTIONS;
import retrofit2.http.PATCH;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Url;

/** An interface in the shape of the generated ones. */
public interface ThingsApi {

    @GET("v1/things/{id}")
    Call<Map<String, Integer>> get(@Path("id") String id);

    @GET("v1/things?kind=small")
    Call<List<String>> list();

    @POST("/v1/things")
    Call<Map<String, Integer>> create(@Body RequestBody body);

    @PUT("v1/things/{id}")
    Call<Map<String, Integer>> put(@Path("id") String id, @Body RequestBody body);

    @PATCH("v1/things/{id}")
    Call<Map<String, Integer>> patch(@Path("id") String id, @Body RequestBody body);

    @DELETE("v1/things/{id}")
    Call<Void> delete(@Path("id") String id);

    @HEAD("v1/things")
    Call<Void> head();

    @OPTIONS("v1/things")
    Call<Void> options();

    @HTTP(method = "SEARCH", path = "v1/things/search")
    Call<Void> search();

    @GET
    Call<Map<String, Integer>> anywhere(@Url String url);

    @WithoutCredential
    @GET("v1/health")
    Call<Map<String, Integer>> health();
}
