package com.featherhq.client.spring;

import com.featherhq.client.ConflictException;
import com.featherhq.client.FeatherException;
import com.featherhq.client.ForbiddenException;
import com.featherhq.client.NotFoundException;
import com.featherhq.client.RateLimitException;
import com.featherhq.client.RedirectException;
import com.featherhq.client.ServiceException;
import com.featherhq.client.ThrottledException;
import com.featherhq.client.TransportException;
import com.featherhq.client.UnauthorizedException;
import com.featherhq.client.ValidationException;
import com.featherhq.client.retry.TimeLimitException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers a call that failed in a controller with problem details (RFC 9457), servlet and WebFlux alike. They name the operation and
 * the request id, and quote nothing of what the service said: the application's own callers may be strangers to it.
 */
@RestControllerAdvice
@Order(0)
final class ProblemDetails {

    @ExceptionHandler(FeatherException.class)
    ResponseEntity<ProblemDetail> problem(FeatherException failure) {
        HttpStatus status = status(failure);
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail(status));
        problem.setProperty("operation", failure.operation());
        if (failure instanceof ServiceException answered && answered.requestId() != null) {
            problem.setProperty("requestId", answered.requestId());
        }
        ResponseEntity.BodyBuilder response = ResponseEntity.status(status);
        Duration wait = wait(failure);
        if (wait != null) {
            response.header(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        }
        return response.body(problem);
    }

    private static HttpStatus status(FeatherException failure) {
        if (failure instanceof NotFoundException) {
            return HttpStatus.NOT_FOUND;
        } else if (failure instanceof ConflictException) {
            return HttpStatus.CONFLICT;
        } else if (failure instanceof ValidationException) {
            return HttpStatus.valueOf(422); // Spring 7 gave its constant another name.
        } else if (failure instanceof RateLimitException || failure instanceof ThrottledException) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        } else if (isOurs(failure)) {
            return HttpStatus.INTERNAL_SERVER_ERROR;
        }
        return failure instanceof TransportException && failure.getCause() instanceof TimeLimitException
                ? HttpStatus.GATEWAY_TIMEOUT
                : HttpStatus.BAD_GATEWAY;
    }

    /** The key or the base URL is wrong, which no caller of this application can help. */
    private static boolean isOurs(FeatherException failure) {
        return failure instanceof UnauthorizedException
                || failure instanceof ForbiddenException
                || failure instanceof RedirectException;
    }

    private static @Nullable Duration wait(FeatherException failure) {
        if (failure instanceof RateLimitException limited) {
            return limited.retryAfter();
        }
        return failure instanceof ThrottledException throttled ? throttled.retryAfter() : null;
    }

    private static String detail(HttpStatus status) {
        return switch (status.value()) {
            case 404 -> "What was asked for doesn't exist at the Feather service.";
            case 409 -> "The Feather service refused the change because of the state that the object is in.";
            case 422 -> "The Feather service found the request invalid.";
            case 500 -> "This application isn't allowed to make the call to the Feather service.";
            case 503 -> "Too many calls to the Feather service; try again later.";
            case 504 -> "The Feather service did not answer in time.";
            default -> "The Feather service could not be reached, or did not answer as it should.";
        };
    }
}
