"""An option that is made of a name, as for each member of a group, is the same as one that was read."""

from dialogs.language.options import Option, labelled


def test_an_option_of_words_alone_is_as_one_that_was_read() -> None:
    assert labelled("Noor") == Option.model_validate({"label": "Noor"})


def test_an_option_of_which_more_is_said_is_as_one_that_was_read() -> None:
    read = Option.model_validate({"label": "Noor", "again": True, "says": "Kan niet."})

    assert labelled("Noor", again=True, says="Kan niet.") == read
