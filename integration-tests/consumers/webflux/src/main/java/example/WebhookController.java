package example;

import com.featherhq.client.webhooks.Webhook;
import com.featherhq.client.webhooks.WebhookVerificationException;
import com.featherhq.client.webhooks.WebhookVerifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes the body as bytes: the signature is over what was sent, and not over what a JSON parser makes of it. */
@RestController
class WebhookController {

    private final WebhookVerifier verifier;

    WebhookController(WebhookVerifier verifier) {
        this.verifier = verifier;
    }

    @PostMapping("/webhooks/feather")
    ResponseEntity<String> received(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
        try {
            Webhook webhook = verifier.verify(headers::getFirst, body);
            return ResponseEntity.ok(webhook.id()); // The same for a repeated delivery.
        } catch (WebhookVerificationException e) {
            return ResponseEntity.badRequest().body(e.reason().name());
        }
    }
}
