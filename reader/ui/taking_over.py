"""The driver for a terminal that shows the first page already."""

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from reader.first_page import FirstPage

_ALTERNATE_SCREEN = "\x1b[?1049h"


def driver_over(page: FirstPage) -> type[Driver]:
    """Return a driver that leaves the page on the screen until the app has drawn its own."""

    class TakingOver(LinuxDriver):
        def write(self, data: str) -> None:
            if data == _ALTERNATE_SCREEN and page.is_shown:
                return  # to enter it again would clear it
            super().write(data)

        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if page.is_shown:
                self.attrs_before = page.take_over()

    return TakingOver
