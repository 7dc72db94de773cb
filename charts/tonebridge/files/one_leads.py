"""Asks every ready operator whether it leads: exactly one must. Arguments: host and port."""

import http.client
import re
import socket
import sys
import threading

TRIES, PAUSE_S, ANSWER_S = 60, 2.0, 5.0
LEADS = re.compile(rb"^tonebridge_reconcile_leader 1(\.0)?$", re.MULTILINE)


def leads(address: str, port: int) -> bool:
    """Tell whether the operator at an address leads.

    Raises:
        OSError: it does not answer.
    """
    connection = http.client.HTTPConnection(address, port, timeout=ANSWER_S)
    try:
        connection.request("GET", "/metrics")
        return LEADS.search(connection.getresponse().read()) is not None
    finally:
        connection.close()


def main(host: str, port: int, tries: int = TRIES) -> int:
    """Ask again until exactly one leads; return the exit status."""
    said = ""
    for attempt in range(tries):
        if attempt:
            threading.Event().wait(PAUSE_S)
        try:
            found = {
                info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            }
            leaders = [address for address in sorted(map(str, found)) if leads(address, port)]
        except (OSError, http.client.HTTPException) as error:
            said = f"{host}:{port} does not answer: {error}"
            continue
        said = f"{len(found)} ready, {len(leaders)} leading: {', '.join(leaders) or 'none'}"
        if len(leaders) == 1:
            sys.stdout.write(f"{said}\n")
            return 0
    sys.stderr.write(f"{said}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
