package org.evcharging.api;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.evcharging.console.UserError;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks Central. What goes wrong is a {@link UserError} that says what to do. Used by one thread.
 */
public final class CentralClient implements AutoCloseable {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  /** Central answers an order in 6 s at the latest. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final JsonMapper JSON = new JsonMapper();

  private final URI central;
  private final Supplier<Optional<String>> token;
  private final String tokenAdvice;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();

  /**
   * @param token looked for at each question, so that none is missed that Central has just made
   * @param tokenAdvice how the user can give another one
   */
  public CentralClient(URI central, Supplier<Optional<String>> token, String tokenAdvice) {
    this.central = central;
    this.token = token;
    this.tokenAdvice = tokenAdvice;
  }

  /**
   * An answer.
   *
   * @param next where a list goes on, if it does
   */
  public record Answer(int status, JsonNode body, Optional<String> next) {}

  /**
   * Reads.
   *
   * @param parameters those that are empty are left out
   */
  public Answer get(String path, Map<String, Optional<String>> parameters) {
    String question =
        parameters.entrySet().stream()
            .filter(parameter -> parameter.getValue().isPresent())
            .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue().get()))
            .collect(Collectors.joining("&"));
    return required(send(request(question.isEmpty() ? path : path + "?" + question).GET()));
  }

  /** Changes something. */
  public Answer post(String path) {
    return required(send(request(path).POST(BodyPublishers.noBody())));
  }

  /** Changes something, if it is there. */
  public Optional<Answer> postIfThere(String path) {
    Answer answer = send(request(path).POST(BodyPublishers.noBody()));
    return answer.status() == 404 ? Optional.empty() : Optional.of(required(answer));
  }

  /** Changes something. */
  public Answer post(String path, Map<String, ?> body) {
    return post(path, body, Map.of());
  }

  /**
   * Changes something.
   *
   * @param body text and numbers by name
   */
  public Answer post(String path, Map<String, ?> body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    headers.forEach(request::header);
    return required(send(request.POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))));
  }

  /** Ends something. */
  public void delete(String path) {
    required(send(request(path).DELETE()));
  }

  /** A part of a path. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * @throws UserError if the address, or the token, is none
   */
  private HttpRequest.Builder request(String pathAndQuestion) {
    boolean web = "http".equals(central.getScheme()) || "https".equals(central.getScheme());
    if (!web || central.getHost() == null) {
      throw new UserError(
          "--central: expected an address such as http://localhost:8080, not " + central);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(central.resolve(pathAndQuestion)).timeout(PATIENCE);
    token.get().ifPresent(secret -> request.header("Authorization", "Bearer " + sayable(secret)));
    return request;
  }

  /** A header takes nothing else; and an error must not repeat it. */
  private static String sayable(String secret) {
    if (!secret.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new UserError("--token: a token is letters, digits and signs of ASCII, without spaces");
    }
    return secret;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      JsonNode body =
          response.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(response.body());
      return new Answer(response.statusCode(), body, response.headers().firstValue("Link"));
    } catch (HttpTimeoutException e) {
      throw new UserError("Central gave no answer at " + central + " in time; see its log", e);
    } catch (ConnectException e) {
      throw noAnswer(e);
    } catch (JacksonException e) {
      throw new UserError("what answers at " + central + " is not Central; see --central", e);
    } catch (IOException e) {
      throw noAnswer(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", e);
    }
  }

  private UserError noAnswer(IOException e) {
    return new UserError(
        "Central does not answer at " + central + "; is it running, with --http there?", e);
  }

  private Answer required(Answer answer) {
    if (answer.status() < 300) {
      return answer;
    }
    String detail = answer.body().path("detail").asString("HTTP " + answer.status());
    throw switch (answer.status()) {
      case 401 -> new UserError("Central refused: " + detail + "; " + tokenAdvice);
      case 404 -> new UserError(detail);
      default -> new UserError("Central refused: " + detail);
    };
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
