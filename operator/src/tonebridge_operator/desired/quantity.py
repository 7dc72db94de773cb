"""Quantities as Kubernetes writes them: `250m`, `512Mi`, `2`."""

import re
from decimal import Decimal
from typing import Final

_FORM: Final = re.compile(
    r"([+-]?(?:\d+\.?\d*|\.\d+))(?:(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E)|[eE]([+-]?\d+))?"
)
_BINARY: Final = {
    unit: Decimal(1 << 10 * power)
    for power, unit in enumerate(("Ki", "Mi", "Gi", "Ti", "Pi", "Ei"), 1)
}
_DECIMAL: Final = {"n": -9, "u": -6, "m": -3, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}


def amount(quantity: int | str) -> Decimal:
    """Return what a quantity amounts to. Raises `ValueError` if it is none.

    >>> amount("1Gi") == amount("1024Mi"), amount("0.5") == amount("500m")
    (True, True)
    """
    found = _FORM.fullmatch(str(quantity))
    if found is None:
        message = f"{quantity!r} is no quantity"
        raise ValueError(message)
    number, unit, exponent = found.groups()
    value = Decimal(number)
    if unit in _BINARY:
        return value * _BINARY[unit]
    return value.scaleb(_DECIMAL[unit] if unit else int(exponent or 0))


def share(quantity: int | str, numerator: int, denominator: int) -> int:
    """Return part of a quantity, in whole bytes."""
    return int(amount(quantity) * numerator / denominator)


def same(one: object, other: object) -> bool:
    """Tell whether two values are the same amount, however they are written."""
    try:
        return amount(str(one)) == amount(str(other))
    except ValueError:
        return one == other
