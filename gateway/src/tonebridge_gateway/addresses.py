"""Who is at the other end, when proxies stand between."""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from tonebridge.domain.errors import SettingsInvalid

_NETWORK_V6 = 64
"""One customer holds a whole /64, so limits count it as one address."""
_LONGEST_TOLD = 512
"""Characters of a forwarding header that are looked at, from its near end."""


class Origin(NamedTuple):
    """Where a request came from."""

    address: str
    scheme: str


class Proxies:
    """Believes forwarding headers from trusted networks alone."""

    def __init__(self, trusted: tuple[str, ...]) -> None:
        """`trusted`: networks in CIDR form. Raises `SettingsInvalid`."""
        try:
            self._trusted: tuple[IPv4Network | IPv6Network, ...] = tuple(
                ip_network(network, strict=False) for network in trusted
            )
        except ValueError as error:
            raise SettingsInvalid(
                "TONEBRIDGE_GATEWAY__TRUSTED_PROXIES", f"give networks in CIDR form: {error}"
            ) from None
        self._remembered = lru_cache(maxsize=4096)(self._origin)

    def origin(self, peer: str, forwarded_for: str, proto: str, scheme: str) -> Origin:
        """Walk back from the nearest peer to the first address that we do not trust.

        `forwarded_for`, `proto`: the headers, whoever wrote them; `scheme`: the peer's.
        """
        if not self._trusted:
            forwarded_for = proto = ""
        return self._remembered(peer, _near_end(forwarded_for), _near_end(proto), scheme)

    def _origin(self, peer: str, forwarded_for: str, proto: str, scheme: str) -> Origin:
        if not self._trusts(peer):
            return Origin(_counted(peer), scheme)
        address = peer
        for hop in reversed(forwarded_for.split(",")):
            candidate = hop.strip()
            if not _is_address(candidate):
                break
            address = candidate
            if not self._trusts(candidate):
                break
        stated = proto.rpartition(",")[2].strip().lower()
        return Origin(_counted(address), stated if stated in ("http", "https") else scheme)

    def _trusts(self, address: str) -> bool:
        if not self._trusted or not _is_address(address):
            return False
        parsed = ip_address(address)
        return any(parsed in network for network in self._trusted)


def _near_end(header: str) -> str:
    """Cut what is too long to be remembered, never through an address."""
    if len(header) <= _LONGEST_TOLD:
        return header
    return header[-_LONGEST_TOLD:].partition(",")[2]


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _counted(address: str) -> str:
    """Return an address as limits count it."""
    if not _is_address(address):
        return "unknown"
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, _NETWORK_V6), strict=False))
    return str(parsed)
