import socket

from tonebridge_cli.laptop.ports import LOOPBACK, OURS, free_port, is_taken


def test_a_free_port_is_none_that_an_outgoing_connection_could_get():
    assert {free_port() for _ in range(20)} <= set(OURS)


def test_a_port_is_taken_while_somebody_listens_on_it():
    port = free_port()
    with socket.create_server((LOOPBACK, port)):
        taken = is_taken(port)

    assert (taken, is_taken(port)) == (True, False)
