package com.featherhq.it

import com.featherhq.client.CallListener
import com.featherhq.client.FeatherClient
import com.featherhq.client.MalformedResponseException
import com.featherhq.client.NotFoundException
import com.featherhq.client.ServiceException
import com.featherhq.client.TransportException
import com.featherhq.client.retry.Attempt
import com.featherhq.client.retry.RetryPolicy
import com.featherhq.client.retry.Attempt.StopReason
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import okhttp3.mockwebserver.MockResponse
import okhttp3.mockwebserver.MockWebServer
import okhttp3.mockwebserver.SocketPolicy
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource
import retrofit2.Call
import retrofit2.Response
import retrofit2.http.GET
import retrofit2.http.POST

/** A `suspend` function, a `CompletableFuture` and a `Call` are retried alike, and end alike. */
internal class SuspendRetryIT {

    internal interface Things {
        @GET("thing")
        suspend fun get(): Map<String, String>

        @POST("thing")
        suspend fun post(): Map<String, String>

        @GET("thing")
        suspend fun getResponse(): Response<Map<String, String>>

        @POST("thing")
        suspend fun postAndForget()

        @GET("thing")
        fun getLater(): CompletableFuture<Map<String, String>>

        @POST("thing")
        fun postLater(): CompletableFuture<Map<String, String>>

        @GET("thing")
        fun getCall(): Call<Map<String, String>>

        @POST("thing")
        fun postCall(): Call<Map<String, String>>
    }

    internal enum class Style {
        CALL,
        FUTURE,
        SUSPEND
    }

    private val server = MockWebServer()
    private val events = CopyOnWriteArrayList<Attempt>()
    private val attempted = CountDownLatch(1)
    private val patient = RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build()

    private fun client(policy: RetryPolicy = patient): FeatherClient =
        FeatherClient.builder()
            .apiKey("fth_test_1")
            .baseUrl(server.url("/").toString())
            .retryPolicy(policy)
            .callListener(CallListener.ofAttempts { _, attempt ->
                events.add(attempt)
                attempted.countDown()
            })
            .build()

    @AfterEach
    fun stop() {
        server.shutdown()
    }

    /** The status, or the body's entry. */
    private fun run(style: Style, client: FeatherClient, post: Boolean): Any? {
        val things = client.api(Things::class.java)
        return when (style) {
            Style.CALL -> {
                val response = (if (post) things.postCall() else things.getCall()).execute()
                if (response.isSuccessful) response.body()!!["a"] else response.code()
            }
            Style.FUTURE ->
                try {
                    (if (post) things.postLater() else things.getLater()).join()["a"]
                } catch (e: CompletionException) {
                    (e.cause as ServiceException).statusCode()
                }
            Style.SUSPEND ->
                try {
                    runBlocking { (if (post) things.post() else things.get())["a"] }
                } catch (e: ServiceException) {
                    e.statusCode()
                }
        }
    }

    @ParameterizedTest
    @EnumSource
    fun get_whenServerFailsTwice_succeedsAtTheThird(style: Style) {
        server.enqueue(MockResponse().setResponseCode(503))
        server.enqueue(MockResponse().setBody("{\"a\":\"b\"}").setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY))
        server.enqueue(MockResponse().setBody("{\"a\":\"b\"}"))

        client().use { assertThat(run(style, it, post = false)).isEqualTo("b") }

        assertThat(server.requestCount).isEqualTo(3)
        assertThat(events.map { it.number() }).containsExactly(1, 2, 3)
    }

    @ParameterizedTest
    @EnumSource
    fun get_whenTheNextAnswerIsFinal_failsWithIt(style: Style) {
        server.enqueue(MockResponse().setResponseCode(500))
        server.enqueue(MockResponse().setResponseCode(404))

        client().use { assertThat(run(style, it, post = false)).isEqualTo(404) }

        assertThat(server.requestCount).isEqualTo(2)
        assertThat(events.last().stopReason()).isEqualTo(StopReason.NOT_TRANSIENT)
    }

    @ParameterizedTest
    @EnumSource
    fun post_whenServerFails_isSentOnce(style: Style) {
        server.enqueue(MockResponse().setResponseCode(503))

        client().use { assertThat(run(style, it, post = true)).isEqualTo(503) }

        assertThat(server.requestCount).isEqualTo(1)
    }

    @Test
    fun suspend_whenAnsweredAnError_failsWithWhatTheListenersWereTold() {
        server.enqueue(MockResponse().setResponseCode(404).setBody("{\"error\":\"gone\",\"message\":\"No such thing\"}"))
        val told = CopyOnWriteArrayList<Throwable?>()
        FeatherClient.builder()
            .apiKey("fth_test_1")
            .baseUrl(server.url("/").toString())
            .callListener { CallListener.OngoingCall { told.add(it.failure()) } }
            .build()
            .use { client ->
                val failure = failureOf { client.api(Things::class.java).get() }

                assertThat(failure)
                    .isInstanceOf(NotFoundException::class.java)
                    .hasMessage("GET thing (Things.get) was answered 404 gone: No such thing (1 attempt).")
                    .isSameAs(told.single())
            }
    }

    @Test
    fun suspend_whenTheConnectionBreaks_failsWithATransportException() {
        server.enqueue(MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST))

        client(RetryPolicy.none()).use { client ->
            assertThat(failureOf { client.api(Things::class.java).post() })
                .isInstanceOf(TransportException::class.java)
                .hasMessageContaining("The service may have processed it.")
        }
    }

    @Test
    fun suspend_whenThereIsNoValue_failsUnlessNoneIsDeclared() {
        repeat(2) { server.enqueue(MockResponse().setResponseCode(204)) }

        client().use { client ->
            val things = client.api(Things::class.java)
            assertThat(failureOf { things.get() })
                .isInstanceOf(MalformedResponseException::class.java)
                .hasMessageContaining("status 204 without a value")
            assertThat(failureOf { things.postAndForget() }).isNull()
        }
    }

    @Test
    fun suspend_whenAResponseIsAskedFor_givesItWhateverItsStatus() {
        server.enqueue(MockResponse().setResponseCode(404))
        server.enqueue(MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST))

        client(RetryPolicy.none()).use { client ->
            val things = client.api(Things::class.java)
            assertThat(runBlocking { things.getResponse().code() }).isEqualTo(404)
            assertThat(failureOf { things.getResponse() }).isInstanceOf(TransportException::class.java)
        }
    }

    private fun failureOf(block: suspend () -> Any?): Throwable? =
        runCatching { runBlocking { block() } }.exceptionOrNull()

    @Test
    fun cancel_whenCoroutineWaits_endsTheWait() {
        server.enqueue(MockResponse().setResponseCode(503).setHeader("Retry-After", "30"))
        val slow = RetryPolicy.builder().maxDelay(Duration.ofSeconds(30)).build()

        client(slow).use { client ->
            runBlocking {
                val call = async(Dispatchers.IO) { client.api(Things::class.java).get() }
                assertThat(attempted.await(10, TimeUnit.SECONDS)).isTrue()
                call.cancel()
                val failure = runCatching { call.await() }.exceptionOrNull()
                assertThat(failure).isInstanceOf(CancellationException::class.java)
            }
        }

        assertThat(server.requestCount).isEqualTo(1)
        assertThat(events).hasSize(1)
    }

    @Test
    fun cancel_whenCoroutineRuns_endsTheCall() {
        server.enqueue(MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE))

        client().use { client ->
            runBlocking {
                val call = async(Dispatchers.IO) { client.api(Things::class.java).get() }
                server.takeRequest()
                call.cancel()
                assertThat(runCatching { call.await() }.exceptionOrNull())
                    .isInstanceOf(CancellationException::class.java)
            }
            assertThat(attempted.await(10, TimeUnit.SECONDS)).isTrue()
        }

        assertThat(server.requestCount).isEqualTo(1)
        assertThat(events.single().stopReason()).isEqualTo(StopReason.CANCELED)
    }
}
