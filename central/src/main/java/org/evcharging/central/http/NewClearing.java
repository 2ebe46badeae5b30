package org.evcharging.central.http;

import java.util.SortedSet;
import java.util.TreeSet;
import org.evcharging.clearing.state.Completion;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What an operator asks for who opens a month to be cleared. */
record NewClearing(ClearingPeriod period, SortedSet<MemberId> members) {
  /**
   * Reads a request's body.
   *
   * @throws Refusal if it says nothing, or nonsense
   */
  static NewClearing in(String body) {
    try {
      JsonNode asked = Json.mapper().readTree(body);
      JsonNode members = asked.path("members");
      if (!asked.path("period").isString() || !members.isArray()) {
        throw expected();
      }
      return new NewClearing(
          ClearingPeriod.of(asked.path("period").stringValue()), members(members));
    } catch (JacksonException e) {
      throw expected();
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static SortedSet<MemberId> members(JsonNode names) {
    if (names.size() < 2 || names.size() > Completion.MOST_MEMBERS) {
      throw Refusal.badRequest("members: expected 2 to " + Completion.MOST_MEMBERS);
    }
    SortedSet<MemberId> members = new TreeSet<>();
    for (JsonNode name : names) {
      if (!name.isString()) {
        throw expected();
      }
      if (!members.add(new MemberId(name.stringValue()))) {
        throw Refusal.badRequest("members: " + name.stringValue() + " comes twice");
      }
    }
    return members;
  }

  private static Refusal expected() {
    return Refusal.badRequest(
        "expected {\"period\": \"2026-11\", \"members\": [\"OP1\", \"OP2\"]}");
  }
}
