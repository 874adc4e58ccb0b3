"""Ports of this machine for programs that are started beside one another."""

import secrets
import socket

FREE_PORTS = range(20000, 32000)
"""Below the range that Linux gives to outgoing connections (32768 up), so that nobody takes one between choice and use."""


def free_ports(number: int) -> tuple[int, ...]:
    """So many ports of 127.0.0.1, all different, that no program listens on."""
    ports: list[int] = []
    while len(ports) < number:
        port = FREE_PORTS.start + secrets.randbelow(len(FREE_PORTS))
        if port not in ports and is_free(port):
            ports.append(port)
    return tuple(ports)


def is_free(port: int) -> bool:
    """Whether a program could listen on a port of 127.0.0.1."""
    with socket.socket() as probe:
        # Kafka sets it too: a port whose last connections are still in TIME_WAIT is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
