package org.evcharging.central.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the server answers to, remembered as it is set up, so that it can be compared with its
 * description.
 */
final class Routes {
  /** A method and a path, {@code POST /api/charge-points/{id}/stop}. */
  record Route(String method, String path) {}

  private final RoutesConfig javalin;
  private final List<Route> all = new ArrayList<>();

  Routes(RoutesConfig javalin) {
    this.javalin = javalin;
  }

  void get(String path, Handler handler) {
    all.add(new Route("GET", path));
    javalin.get(path, handler);
  }

  void post(String path, Handler handler) {
    all.add(new Route("POST", path));
    javalin.post(path, handler);
  }

  /** What a driver may read of their own; the handler sees to it that it is theirs. */
  void getOwn(String path, Handler handler) {
    all.add(new Route("GET", path));
    javalin.get(path, handler, Access.Allowed.DRIVER);
  }

  /** What a driver may change of their own; the handler sees to it that it is theirs. */
  void postOwn(String path, Handler handler) {
    all.add(new Route("POST", path));
    javalin.post(path, handler, Access.Allowed.DRIVER);
  }

  /** What a driver may end of their own; the handler sees to it that it is theirs. */
  void deleteOwn(String path, Handler handler) {
    all.add(new Route("DELETE", path));
    javalin.delete(path, handler, Access.Allowed.DRIVER);
  }

  List<Route> all() {
    return Collections.unmodifiableList(all);
  }
}
