package example;

import com.featherhq.client.webhooks.WebhookVerifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {

    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }

    @Bean
    WebhookVerifier webhookVerifier(@Value("${webhook.secret}") String secret) {
        return WebhookVerifier.of(secret);
    }
}
