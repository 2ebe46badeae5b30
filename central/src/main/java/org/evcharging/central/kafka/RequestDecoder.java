package org.evcharging.central.kafka;

import java.time.Instant;
import java.util.function.Supplier;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Input.OnDisk;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;

/** Reads requests, and looks up on the disk what the decision needs to know of them. */
final class RequestDecoder implements InputDecoder {
  private final MessageCodec codec;
  private final Store store;
  private final Supplier<SessionId> freshSessions;

  /**
   * @param freshSessions gives ids that no session ever had
   */
  RequestDecoder(MessageCodec codec, Store store, Supplier<SessionId> freshSessions) {
    this.codec = codec;
    this.store = store;
    this.freshSessions = freshSessions;
  }

  @Override
  public Input decode(byte[] value, Instant receivedAt) throws MalformedMessage, StoreFailure {
    Request request = codec.decodeRequest(value);
    OnDisk onDisk = lookUp(request);
    return switch (request) {
      case Request.StartCharging start ->
          new Input.StartRequested(start, receivedAt, onDisk, freshSessions.get());
      case Request.StopCharging stop -> new Input.StopRequested(stop, receivedAt, onDisk);
    };
  }

  private OnDisk lookUp(Request request) throws StoreFailure {
    if (!DriverId.wellFormed(request.driverId())) {
      return OnDisk.NOTHING;
    }
    DriverId driver = new DriverId(request.driverId());
    return new OnDisk(store.request(new RequestKey(driver, request.requestId())));
  }
}
