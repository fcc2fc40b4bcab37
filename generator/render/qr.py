"""A permanent address as a QR code: the picture, and its modules for printers that draw."""

import io

import segno


def _code(address: str) -> segno.QRCode:
    return segno.make_qr(address, error="m")


def png(address: str) -> bytes:
    """Black on white, with the quiet zone."""
    out = io.BytesIO()
    _code(address).save(out, kind="png", scale=6)
    return out.getvalue()


def svg(address: str) -> str:
    """The same as a drawing without size of its own."""
    return str(_code(address).svg_inline(omitsize=True, border=2))
