"""What an entry of the data register says: its classes, grounds, readers and terms, each in Dutch words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from string import Formatter

from sqlalchemy import Table

from storage.privacy.limits import MONTH, Limits


class Ground(Enum):
    """On what ground something is kept (trust §10): the employer's task or duty.

    Never consent, which an employee is hardly free to give. That taking part is free is something else.
    """

    TASK = "taak van de werkgever: leren van het werk mogelijk maken (AVG artikel 6, lid 1, onder e)"
    DUTY = "wettelijke plicht: beveiligen, verantwoorden en rechten uitvoeren (AVG artikel 6, lid 1, onder c)"


class Reader(Enum):
    """Who may read something. A lead stands nowhere: she reads what her group reads."""

    SELF = "de persoon zelf"
    CHOSEN = "wie de schrijver laat lezen"
    GROUP = "de groep"
    FACILITATOR = "de begeleider"
    ADMIN = "de beheerder"


SELF, CHOSEN, GROUP, FACILITATOR, ADMIN = Reader
NOBODY: tuple[Reader, ...] = ()


TEXTS = (
    "{private} na het laatste gebruik of {shared} na het delen; korter bij een leergroep ({programme} na de laatste"
    " bijeenkomst), bij vertrek ({left}) en bij werkvormen die dat zeggen; de schrijver hoort het {notice} van tevoren"
)
TALKS = "{ended} nadat er voor het laatst iets in gebeurde"
SENT = "{settled} na het versturen; {showing} als er een tekst of een naam in staat"
CHAT = "{chat}"
TIMELINE = "{settled}"
REPEATS = "{seen}"
ACTS = "{audit}"
MOMENT = "tot het moment voorbij is, of tot wie het aanbiedt het weghaalt of vertrekt"
GONE = "tot de persoon zich laat wissen"
LEFT = "tot de persoon stopt of zich laat wissen"
ORGANISATION = "zolang de organisatie het nodig heeft"


def in_words(lasts: timedelta) -> str:
    """Return a time in Dutch: in months where it is whole months, else in days."""
    months, rest = divmod(lasts, MONTH)
    number, one, more = (lasts.days, "dag", "dagen") if rest or not months else (months, "maand", "maanden")
    return f"{number} {one if number == 1 else more}"


def names_in(until: str) -> list[str]:
    """Return which of ``Limits`` stand in a term."""
    return [name for _, name, _, _ in Formatter().parse(until) if name]


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one table: what is in it, why, who reads it, until when, and of which class each of its columns is.

    A class is a row of names. ``plain`` says nothing of a person; ``ids`` refer to one; ``stands`` is how things stand with
    her, or what she chose; ``contact`` is how she is reached; ``sealed`` is what she wrote or is called: as that may be
    anything, it is sealed with her key. Each of ``moments`` says what it is needed for (trust S16). In ``until`` stand the
    names of ``Limits`` for how long that is.
    """

    table: Table
    what: str
    purpose: str
    readers: tuple[Reader, ...]
    until: str
    ground: Ground = Ground.TASK
    plain: str = ""
    ids: str = ""
    stands: str = ""
    contact: str = ""
    sealed: str = ""
    moments: Mapping[str, str] = field(default_factory=dict)

    def classes(self) -> Mapping[str, tuple[str, ...]]:
        """Return its columns by the Dutch name of their class, those of which there are none left out."""
        found = {
            "geen persoonsgegeven": self.plain.split(), "kenmerk": self.ids.split(), "stand of keuze": self.stands.split(),
            "contact": self.contact.split(), "verzegelde tekst": self.sealed.split(), "moment": tuple(self.moments),
        }  # fmt: skip
        return {name: tuple(columns) for name, columns in found.items() if columns}

    def lasts(self, limits: Limits) -> str:
        """Return until when it is kept, with the times that hold in an organisation."""
        return self.until.format(**{one: in_words(getattr(limits, one)) for one in names_in(self.until)})

    @property
    def personal(self) -> bool:
        """Whether it tells anything of a person."""
        return set(self.classes()) != {"geen persoonsgegeven"}
