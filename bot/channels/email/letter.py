"""What stands in a mail: that something is there and where, never what it is, of whom or for which group (X02)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from dialogs.saying.phrases import Language, Phrases

NAME = "Leerbot"
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{subject}</title>
</head>
<body style="margin: 1.5rem; font: 1rem/1.5 system-ui, sans-serif">
<main style="max-width: 36rem">
<h1 style="font-size: 1.25rem">{subject}</h1>
{text}
</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: to which address, what it is about (``ready`` or ``again``), and its link."""

    to: str
    about: str
    link: str
    key: str
    """The same for every attempt to send it, so that who gets it twice sees one."""
    language: Language


def written(letter: Letter, sender: str, phrases: Phrases, now: datetime) -> EmailMessage:
    """Return a mail as text and as a simple page, in the language of its reader."""
    subject = phrases.text(f"mail.{letter.about}.subject")
    opening = [phrases.text("mail.hello"), phrases.text(f"mail.{letter.about}")]
    button, ending = phrases.text("mail.button"), [phrases.text(one) for one in ("mail.link", "mail.replies", "mail.wrong")]
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{NAME} <{sender}>", letter.to, subject
    mail["Date"] = format_datetime(now)
    domain = sender.partition("@")[2]
    mail["Message-ID"] = f"<{hashlib.sha256(f'{letter.to} {letter.key}'.encode()).hexdigest()[:40]}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content("\n\n".join([*opening, f"{button}:\n{letter.link}", *ending, NAME]) + "\n")
    link = f'<p><a href="{escape(letter.link)}" style="color: inherit">{escape(button)}</a></p>'
    paragraphs = [*map(_paragraph, opening), link, *map(_paragraph, [*ending, NAME])]
    page = _PAGE.format(language=phrases.language, subject=escape(subject), text="\n".join(paragraphs))
    mail.add_alternative(page, subtype="html")
    mail["Content-Language"] = phrases.language
    return mail


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
