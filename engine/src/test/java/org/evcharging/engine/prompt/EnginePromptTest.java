package org.evcharging.engine.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.console.RecentWords;
import org.evcharging.console.UserError;
import org.evcharging.model.DriverId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePromptTest {
  private final List<String> done = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final RecentWords drivers = new RecentWords(10);
  private final EnginePrompt prompt =
      new EnginePrompt(new NotingEngine(done), drivers, said::add, () -> done.add("quit"));

  @ParameterizedTest
  @CsvSource({
    "plug,plug",
    "unplug,unplug",
    "request D1,request D1",
    "fault,fault []",
    "fault cable torn,fault [cable torn]",
    "recover,recover",
    "quit,quit"
  })
  void eachCommandDoesItsOneThing(String line, String expected) {
    prompt.obey(line);

    assertThat(done).containsExactly(expected);
  }

  @Test
  void statusSaysHowTheEngineStands() {
    prompt.obey("status");

    assertThat(said).containsExactly("MAD-01: fine");
  }

  @Test
  void helpNamesEveryCommand() {
    prompt.obey("help");

    assertThat(String.join("\n", said)).contains(EnginePrompt.WORDS);
  }

  @Test
  void driversThatWereNamedAreRemembered() {
    prompt.obey("request D2");
    prompt.obey("request D1");

    assertThat(drivers.list()).containsExactly("D2", "D1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plgu", "request", "request D#1", "plug now", "quit please"})
  void whatIsNotACommandIsOneLineForTheUserAndDoesNothing(String line) {
    assertThatThrownBy(() -> prompt.obey(line))
        .isInstanceOf(UserError.class)
        .message()
        .isNotEmpty();
    assertThat(done).isEmpty();
  }

  private record NotingEngine(List<String> done) implements PromptedEngine {
    @Override
    public Optional<String> plug() {
      done.add("plug");
      return Optional.empty();
    }

    @Override
    public Optional<String> unplug() {
      done.add("unplug");
      return Optional.empty();
    }

    @Override
    public Optional<String> request(DriverId driver) {
      done.add("request " + driver);
      return Optional.empty();
    }

    @Override
    public void fault(String reason) {
      done.add("fault [" + reason + "]");
    }

    @Override
    public void recover() {
      done.add("recover");
    }

    @Override
    public String describe() {
      return "MAD-01: fine";
    }
  }
}
