package com.featherhq.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FeatherMock} answers to one operation. Thread-safe.
 *
 * <pre>{@code
 * mock.on("GET /v1/things/{thing_id}").reply(Reply.json("{\"status\":\"processing\"}"), Reply.documented());
 * mock.on("GET /v1/things/{thing_id}").when(request -> request.pathParameter("thing_id").equals("7")).reply(Reply.notFound());
 * mock.on("GET /v1/things").once(Reply.serverError(503));
 * }</pre>
 */
public final class Stub {

    private final MockedOperation operation;
    private final ReplyCheck check;
    private Predicate<ReceivedRequest> condition = request -> true;
    private final Deque<Reply> once = new ArrayDeque<>();
    private final Deque<Reply> sequence = new ArrayDeque<>();
    private @Nullable Function<ReceivedRequest, Reply> computed;

    Stub(MockedOperation operation, ReplyCheck check) {
        this.operation = operation;
        this.check = check;
    }

    /** Narrows this stub to requests that a condition holds for. */
    public synchronized Stub when(Predicate<ReceivedRequest> condition) {
        this.condition = condition;
        return this;
    }

    /**
     * Answers with these, one request after the other; the last one is repeated.
     *
     * @throws IllegalArgumentException if there is none, or the document doesn't allow one
     */
    public synchronized Stub reply(Reply... replies) {
        if (replies.length == 0) {
            throw new IllegalArgumentException("Give at least one reply to " + operation.line() + ".");
        }
        sequence.clear();
        add(sequence, replies);
        return this;
    }

    /**
     * Answers the next requests with these, one each, and goes on as before.
     *
     * @throws IllegalArgumentException if the document doesn't allow one
     */
    public synchronized Stub once(Reply... replies) {
        add(once, replies);
        return this;
    }

    /** Answers with what a function makes of the request; its replies are not checked against the document. */
    public synchronized Stub reply(Function<ReceivedRequest, Reply> function) {
        computed = function;
        return this;
    }

    /**
     * Answers as a list with cursors: one page after the other, each told by the cursor of the one before; the last has none.
     *
     * @param pages the rows of each page, a JSON array each
     * @throws IllegalArgumentException if the operation has no cursor, or the document doesn't allow the rows
     */
    public Stub pages(String... pages) {
        CursorPages cursorPages = CursorPages.of(operation, List.of(pages));
        cursorPages.replies().forEach(page -> check.check(operation, page));
        return reply(cursorPages);
    }

    /** The reply to a request, or null if this stub is not about it, or has none left. */
    synchronized @Nullable Reply next(MockedOperation asked, ReceivedRequest request) {
        if (!operation.line().equals(asked.line()) || !condition.test(request)) {
            return null;
        }
        if (!once.isEmpty()) {
            return once.poll();
        }
        if (computed != null) {
            return computed.apply(request);
        }
        return sequence.size() > 1 ? sequence.poll() : sequence.peek();
    }

    private void add(Deque<Reply> queue, Reply... replies) {
        for (Reply reply : replies) {
            check.check(operation, reply);
            queue.add(reply);
        }
    }
}
