"""The box that asks for the address of a page on the web."""

from collections.abc import Mapping

from reader.ui.dialogs.fields import Field
from reader.ui.dialogs.form import FormDialog

_WORDS = "The page is fetched and kept in this library, just as it came."


class AddressForm(FormDialog[str]):
    """Asks for an address; gives it back."""

    def __init__(self) -> None:
        super().__init__("Add from the web", _WORDS, (Field("address", ""),))

    def made(self, given: Mapping[str, str]) -> str:
        """Return the address.

        Raises:
            ValueError: Nothing that begins like one was typed.
        """
        address = given.get("address", "").strip()
        if not address.lower().startswith(("http://", "https://")):
            raise ValueError("An address begins with https:// or http://.")
        return address

    def pressed(self, button: str) -> str | None:  # noqa: ARG002 - there is no other button
        """Return nothing."""
        return None
