"""The neutral prompt as it is kept where its messages stand in our own database."""

from collections.abc import Mapping
from typing import Any

from bot.incoming.files import name_for
from dialogs.saying.prompt import Form, Prompt
from storage.store import Unit
from storage.talks import files


def body_of(unit: Unit, prompt: Prompt, reader: str | None) -> Mapping[str, Any]:
    """Return a prompt as the page of one person gets it, or that of everybody in a room."""
    return {
        "text": prompt.text,
        "title": prompt.title,
        "help": prompt.help,
        "readers": prompt.readers,
        "lang": prompt.language,
        "choices": [{"id": choice.id, "label": choice.label} for choice in prompt.choices],
        "many": prompt.many,
        "form": _form(prompt.form) if prompt.form else None,
        "files": [described(unit, id_, reader) for id_ in prompt.files],
        "image": None,
        "link": {"label": prompt.link.label, "url": prompt.link.url} if prompt.link else None,
    }


def described(unit: Unit, id_: str, reader: str | None) -> dict[str, Any]:
    """Return what a page may know of a file before it asks for it."""
    file = files.describe(unit, id_)
    return {"id": file.id, "name": name_for(file, reader), "type": file.type, "size": file.size}


def _form(form: Form) -> dict[str, Any]:
    return {
        "id": form.id,
        "title": form.title,
        "submit": form.submit,
        "instead": {"id": form.instead.id, "label": form.instead.label} if form.instead else None,
        "fields": [
            {
                "id": field.id, "kind": field.kind, "label": field.label, "help": field.typed_help, "required": field.required,
                "max": field.max, "least": field.least, "most": field.most,
                "options": [{"id": option.id, "label": option.label} for option in field.options],
            }
            for field in form.fields
        ],
    }  # fmt: skip
