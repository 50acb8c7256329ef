package app;

import com.featherhq.client.FeatherClient;
import com.featherhq.client.FeatherException;
import com.featherhq.client.ValidationException;
import com.featherhq.client.retry.RetryPolicy;
import java.util.function.Supplier;
import retrofit2.Call;

/** An application that is shrunk: calls some operations, whose names and answers must survive it. */
public final class App {

    private App() {}

    public static void main(String[] args) {
        try (FeatherClient client = FeatherClient.builder()
                .apiKey("fth_test")
                .baseUrl(args[0])
                .retryPolicy(Calls.api(), Calls.operation(), RetryPolicy.none())
                .build()) {
            int answered = 0;
            for (Supplier<Call<?>> call : Calls.of(client)) {
                answered += print(client, call) ? 1 : 0;
            }
            System.out.println("answered " + answered);
        }
    }

    private static boolean print(FeatherClient client, Supplier<Call<?>> call) {
        try {
            System.out.println(client.<Object>execute((Call<Object>) call.get()));
            return true;
        } catch (ValidationException e) {
            System.out.println(e.getMessage() + " | " + e.violations().get(0).path());
        } catch (FeatherException e) {
            System.out.println(e.getMessage());
        }
        return false;
    }
}
