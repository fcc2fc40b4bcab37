"""Whole numbers as printable text: small ones take one character, so that deflate sees their frequencies."""

from collections.abc import Iterable, Sequence

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\<|&')
"""89 characters that neither JSON nor HTML nor our own separators need; the client has the same."""
LAST = 64
"""The first 64 end a number; the others carry its higher digits."""

_MORE = len(ALPHABET) - LAST


def _digits(number: int) -> str:
    text = ALPHABET[number % LAST]
    number //= LAST
    while number:
        text = ALPHABET[LAST + number % _MORE] + text
        number //= _MORE
    return text


_SMALL = tuple(_digits(number) for number in range(4096))


def written(numbers: Iterable[int]) -> str:
    """The numbers one after another."""
    return "".join([_SMALL[number] if number < 4096 else _digits(number) for number in numbers])


def rising(numbers: Iterable[int]) -> str:
    """Numbers in rising order, each by its distance from the one before."""
    before, steps = -1, []
    for number in numbers:
        steps.append(number - before - 1)
        before = number
    return written(steps)


def packed(numbers: Sequence[int]) -> str:
    """Rising numbers far apart, in about as few bits as can be, six to a character.

    Of each distance the lower bits, as many as the first character says, come after the higher part, which stands as so many ones and a zero.
    """
    if not numbers:
        return ""
    low = max(1, int(0.7 * numbers[-1] / len(numbers)).bit_length() - 1)
    before, bits = -1, ""
    for number in numbers:
        high, rest = divmod(number - before - 1, 1 << low)
        bits += f"{'1' * high}0{rest:0{low}b}"
        before = number
    bits += "1" * (-len(bits) % 6)  # the beginning of no number
    return ALPHABET[low] + "".join(ALPHABET[int(bits[at:at + 6], 2)] for at in range(0, len(bits), 6))


_VALUE = {char: value for value, char in enumerate(ALPHABET)}


def read(text: str) -> list[int]:
    """The numbers of `written`."""
    found, high = [], 0
    for char in text:
        value = _VALUE[char]
        if value >= LAST:
            high = high * _MORE + value - LAST
        else:
            found.append(high * LAST + value)
            high = 0
    return found


def risen(text: str) -> list[int]:
    """The numbers of `rising`."""
    at, found = -1, []
    for step in read(text):
        at += step + 1
        found.append(at)
    return found


def unpacked(text: str) -> list[int]:
    """The numbers of `packed`."""
    low, *six = (_VALUE[char] for char in text) if text else (0,)
    bits = "".join(f"{value:06b}" for value in six)
    number, at, found = -1, 0, []
    while (end := bits.find("0", at)) >= 0:
        number += (end - at << low) + int(bits[end + 1:end + 1 + low], 2) + 1
        found.append(number)
        at = end + 1 + low
    return found
