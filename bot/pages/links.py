"""Links to a person's own pages, made when the message that holds them is drawn (DESIGN §8)."""

from datetime import datetime

from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Link
from storage.outgoing import pages
from storage.store import Unit


def link_to(unit: Unit, public_url: str, person: str, page: str, phrases: Phrases, now: datetime) -> Link:
    """Return a new link to a page for one person, good for a quarter of an hour and one opening."""
    return Link(phrases.text("page.open"), f"{public_url}/pages/open/{pages.make_link(unit, person, page, now)}")
