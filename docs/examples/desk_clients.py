#!/usr/bin/env python3
"""Many clients at once at Central's money desk: is every cent where it belongs?

    ./ev central --desk 5001
    ./ev admin driver add D1 D2 D3 D4 D5
    python3 docs/examples/desk_clients.py localhost 5001 5 10 one     all pay in for the driver D1
    python3 docs/examples/desk_clients.py localhost 5001 5 10 each    one for D1, one for D2, ...

Each client has a thread and a connection of its own, and pays in 10 euros so many times (5 clients
and 10 times, above). They begin when all are connected. Exit code 1 if a balance is not exactly what
it should be, or if clients of different drivers waited for each other's lock.
"""
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

EUROS = 10
PATIENCE_S = 60


class Desk:
    """A connection with the money desk: each line has one line for an answer."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port), PATIENCE_S)
        self.answers = self.socket.makefile(encoding="utf-8", newline="\n")

    def ask(self, line):
        """Returns the fields of the answer, without its OK."""
        self.socket.sendall(f"{line}\n".encode())
        answer = self.answers.readline().rstrip("\n")
        if not answer.startswith("OK|"):
            raise RuntimeError(f"{line}: {answer or 'the desk hung up'}")
        return answer.split("|")[1:]

    def balance(self, driver):
        return Decimal(self.ask(f"BALANCE {driver}")[1])

    def account_locks_waited_us(self):
        """How long threads have waited for accounts' locks, all of them together, in microseconds."""
        accounts = next(lock for lock in self.ask("LOCKS") if lock.startswith("accounts "))
        return int(dict(figure.split("=", 1) for figure in accounts.split()[1:])["waitedUs"])


def pay_in(host, port, driver, times, all_connected):
    desk = Desk(host, port)
    all_connected.wait(PATIENCE_S)
    for _ in range(times):
        desk.ask(f"TOP_UP {driver} {EUROS}")
    desk.ask("QUIT")


def main(host, port, clients, times, drivers):
    port, clients, times = int(port), int(clients), int(times)
    of_client = [f"D{i + 1}" if drivers == "each" else "D1" for i in range(clients)]
    desk = Desk(host, port)
    before = {driver: desk.balance(driver) for driver in set(of_client)}
    waited_before = desk.account_locks_waited_us()

    all_connected = threading.Barrier(clients)
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda driver: pay_in(host, port, driver, times, all_connected), of_client))

    wrong = 0
    for driver, had in before.items():
        expected = had + of_client.count(driver) * times * EUROS
        if desk.balance(driver) != expected:
            print(f"{driver} has {desk.balance(driver)} and not {expected}")
            wrong += 1
    waited_us = desk.account_locks_waited_us() - waited_before
    print(f"{clients} clients paid in {clients * times * EUROS}.00 in all; {wrong} balances are wrong")
    print(f"account locks: waited for {waited_us} us")
    return 1 if wrong or drivers == "each" and waited_us else 0


if __name__ == "__main__":
    if len(sys.argv) != 6 or sys.argv[5] not in ("one", "each"):
        sys.exit("usage: desk_clients.py HOST PORT CLIENTS TIMES one|each")
    sys.exit(main(*sys.argv[1:]))
