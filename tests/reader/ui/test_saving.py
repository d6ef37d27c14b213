"""The thread that saves: what it says when something cannot be saved."""

from reader.ui.saving import NotSaved, Saver


def test_a_fault_of_the_program_is_said_and_does_not_end_the_saving(caplog):
    said = []
    saver = Saver(said.append)

    def fail() -> None:
        raise RuntimeError("torn")

    saver.make(fail)
    saver.make(lambda: "Done.")
    saver.close()
    failed, made = (message.sentence for message in said)
    assert isinstance(said[0], NotSaved)
    assert failed == "This may not be saved, as something went wrong: RuntimeError('torn')."
    assert made == "Done."
    assert "A change ended in a fault of the program." in caplog.text
    caplog.clear()
