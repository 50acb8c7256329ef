package example

import com.featherhq.api.VoiceApi
import com.featherhq.client.FeatherClient
import com.featherhq.client.NotFoundException
import com.featherhq.client.TransportException
import com.featherhq.client.retry.RetryPolicy
import com.featherhq.model.RecordingPlaybackResponse
import com.featherhq.testing.FeatherMock
import com.featherhq.testing.Reply
import java.time.Duration
import java.util.UUID
import java.util.concurrent.SubmissionPublisher
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import retrofit2.http.GET
import retrofit2.http.Path

/** An interface of the application's own, with the models of the client. */
interface Playback {
    @GET("v1/voice/recordings/{recording_id}/playback-url")
    suspend fun url(@Path("recording_id") id: UUID): RecordingPlaybackResponse
}

internal class PlaybackTest {

    private val operation = "GET /v1/voice/recordings/{recording_id}/playback-url"
    private val mock = FeatherMock.start()
    private val client: FeatherClient =
        FeatherClient.builder()
            .apiKey("fth_test")
            .baseUrl(mock.baseUrl())
            .retryPolicy(RetryPolicy.builder().baseDelay(Duration.ofMillis(1)).build())
            .build()

    @AfterEach
    fun close() {
        client.close()
        mock.close()
    }

    @Test
    fun suspended_whenTheServerFailsOnce_isRetried() = runBlocking {
        mock.next(Reply.serverError(503))

        val playback = client.api(Playback::class.java).url(UUID.randomUUID())

        val status: String = playback.status // required: no question mark
        val url: String? = playback.url
        assertTrue(status.isNotEmpty())
        println("consumer: Kotlin ${KotlinVersion.CURRENT} on JDK ${Runtime.version()}, ${url?.length ?: 0} characters of URL")
        mock.received(operation).times(2)
        Unit
    }

    @Test
    fun suspended_whenItFails_hasTheTypedException() = runBlocking {
        mock.on(operation).reply(Reply.notFound())
        val api = client.api(Playback::class.java)

        val failure = runCatching { api.url(UUID.randomUUID()) }.exceptionOrNull()

        when (failure) {
            is NotFoundException -> assertEquals("Playback.url", failure.operation())
            is TransportException -> error("not sent")
            else -> throw AssertionError("what is it?", failure)
        }
    }

    @Test
    fun generated_inACoroutine_isAwaited() = runBlocking {
        val voice = client.api(VoiceApi::class.java)

        val statuses =
            List(3) { async { client.executeAsync(voice.getRecordingPlaybackUrl(UUID.randomUUID())).await().status } }
                .awaitAll()

        assertEquals(3, statuses.size)
    }

    @Test
    fun generated_whenTheCoroutineIsCancelled_endsTheCall() = runBlocking {
        mock.on(operation).reply(Reply.documented().after(Duration.ofMinutes(1)))
        val voice = client.api(VoiceApi::class.java)

        val failure =
            runCatching {
                    withTimeout(200) { client.executeAsync(voice.getRecordingPlaybackUrl(UUID.randomUUID())).await() }
                }
                .exceptionOrNull()

        assertTrue(failure is CancellationException)
    }

    @Test
    fun nullable_whenNull_isNull() = runBlocking {
        mock.on(operation)
            .reply(Reply.json("""{"expires_in":0,"duration_ms":null,"bytes":null,"status":"processing"}"""))

        val playback = client.api(Playback::class.java).url(UUID.randomUUID())

        assertNull(playback.durationMs)
        assertNull(playback.url)
    }

    /** What the client publishes is a publisher of the JDK. */
    @Test
    fun publisher_asFlow_isCollected() = runBlocking {
        SubmissionPublisher<RecordingPlaybackResponse>().use { publisher ->
            val collected = async { publisher.asFlow().map { it.status }.toList() }
            while (!publisher.hasSubscribers()) {
                kotlinx.coroutines.yield()
            }
            publisher.submit(client.execute(client.api(VoiceApi::class.java).getRecordingPlaybackUrl(UUID.randomUUID())))
            publisher.close()
            assertEquals(1, collected.await().size)
        }
    }
}
