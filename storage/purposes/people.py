"""Why it is kept who somebody is, where she is reached, and what she may do in which group (``storage.tables.people``)."""

from storage import tables
from storage.purposes.kept import ADMIN, FACILITATOR, GONE, GROUP, LEFT, NOBODY, ORGANISATION, SELF, Kept

ENTRIES = (
    Kept(
        tables.person, "wie iemand is, en wat die koos",
        "weten wie meedoet, en die persoon aanspreken zoals die dat wil", (SELF, ADMIN), GONE,
        ids="id", sealed="name own_question",
        stands="language zone consent consent_version quiet_days default_share undeliverable home own_offered back_asks"
        " reached_on reached_fixed own_language own_zone",
        moments={
            "consent_at": "tonen wanneer iemand besloot om mee te doen",
            "away_until": "niets sturen tijdens een pauze of afwezigheid",
            "left_at": "niets meer sturen aan wie stopte",
            "back_at": "na een pauze één regel sturen over wat er nog open staat",
            "month_at": "de eigen terugblik per maand sturen aan wie daarom vroeg",
            "erase_at": "gegevens op tijd wissen van wie stopte",
            "away_told": "een afwezigheid van het platform niet twee keer melden",
        },
    ),
    Kept(tables.at_hand, "waar iemand mee bezig is",
         "verder gaan waar iemand was, en de laatste keuze kunnen herstellen", (SELF,), GONE,
         ids="person", stands="active offered undo"),
    Kept(tables.address, "het account op een platform",
         "iemand bereiken op Teams, Mattermost of het web", (ADMIN,), LEFT,
         ids="person", contact="channel external"),
    Kept(tables.former, "een eerder account",
         "twee accounts van één persoon bij elkaar houden", (ADMIN,), GONE,
         ids="id person", moments={"ended_at": "weten vanaf wanneer een account weer los is"}),
    Kept(tables.link, "een code om te koppelen",
         "twee accounts van één persoon koppelen met een code", NOBODY, "een dag",
         ids="person with", stands="code channel with_channel agreed tries",
         moments={"made_at": "de code op tijd laten vervallen", "tried_at": "raden van de code stoppen"}),
    Kept(tables.team, "groepen",
         "weten welke groepen er zijn en waar zij praten", (GROUP, ADMIN), ORGANISATION,
         plain="id kind name room_channel room_external room_problem introduced settings paused_until"),
    Kept(
        tables.membership, "groepen en rollen van mensen",
        "weten wie in welke groep zit en met welke rol", (GROUP, FACILITATOR, ADMIN), GONE,
        plain="team", ids="person", stands="role",
        moments={
            "since": "niemand laten lezen wat gedeeld werd voor zij of hij erbij kwam",
            "until": "wie weg is, leest niet meer mee",
        },
    ),
    Kept(
        tables.deputy, "wie wie vervangt",
        "iemand tijdelijk laten vervangen", (GROUP, ADMIN), "tot de vervanging voorbij is",
        plain="team", ids="person deputy", stands="roles",
        moments=dict.fromkeys(("begins", "ends", "due"), "de vervanging op tijd laten beginnen en eindigen"),
    ),
)  # fmt: skip
