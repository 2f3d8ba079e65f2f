"""Why it is kept what is asked and told: formats, rounds, conversations, answers and files (``storage.tables.told``)."""

from storage import tables
from storage.purposes.kept import CHOSEN, FACILITATOR, GONE, GROUP, MOMENT, ORGANISATION, SELF, TALKS, TEXTS, Kept

ON_TIME = "vragen en afsluiten op de afgesproken tijd"

ENTRIES = (
    Kept(tables.format_version, "teksten van werkvormen",
         "weten welke vragen er zijn gesteld", (GROUP,), ORGANISATION, plain="format version body"),
    Kept(tables.schedule, "het ritme van een groep",
         "rondes op tijd beginnen", (GROUP,), ORGANISATION,
         plain="format team rhythm occurrence planned next_at"),
    Kept(
        tables.round_, "rondes en afspraken",
        "een ronde of afspraak van een groep of van één persoon laten lopen", (SELF, GROUP), GONE,
        ids="person plan told", stands="moved attended erased least number",
        plain="id format version team occurrence rhythm status variant seed programme apart",
        moments=dict.fromkeys(("planned", "opens_at", "closes_at", "closed_at", "next_at"), ON_TIME),
    ),
    Kept(
        tables.conversation, "gesprekken met de bot",
        "iemand vragen stellen, en weten waar het gesprek was", (SELF,), TALKS,
        ids="person about", stands="status occasion trial nudged nudges", sealed="state",
        plain="id round team format version stage rhythm revision apart variant",
        moments={
            **dict.fromkeys(("opens_at", "closes_at", "next_at"), ON_TIME),
            "prompted_at": "een vraag niet twee keer stellen",
            "put_at": "weten op welke vraag een antwoord slaat",
            "resume_at": "terugkomen op het tijdstip dat iemand bij \"later\" koos",
            "not_before": "niet meer dan één bericht op een dag sturen",
            "touched_at": "een gesprek dat bezig is niet onderbreken",
            "ended_at": "weten dat een gesprek klaar is, en het op tijd wissen",
        },
    ),
    Kept(
        tables.answer, "antwoorden",
        "een antwoord bewaren voor de schrijver, en voor wie die laat lezen", (SELF, CHOSEN), TEXTS,
        ids="owner author reader", stands="level meant flags released asked value follows bound file",
        plain="id number conversation team format question repetition kind message apart", sealed="body",
        moments={
            "shared_at": "een nieuwe begeleider laat oude teksten met rust, en gedeelde teksten gaan op tijd weg",
            "answered_at": "eigen antwoorden op volgorde tonen, en op tijd wissen",
            "edited_at": "een post bijwerken als de tekst verandert",
            "withdrawn_at": "een ingetrokken tekst nergens meer tonen",
            "used_at": "een tekst bewaren tot een jaar na het laatste gebruik",
            "noticed_at": "één keer zeggen dat een tekst binnenkort weg gaat",
        },
    ),
    Kept(tables.agreement, "wie het eens is met een afspraak",
         "weten wie het eens is met wat een leergroep afsprak", (GROUP, FACILITATOR), GONE,
         ids="round person", moments={"at": "weten welke afspraak het was"}),
    Kept(tables.attendance, "aanwezigheid bij een bijeenkomst",
         "weten wie er bij een bijeenkomst is, zoals bij het begin is gezegd", (SELF, FACILITATOR), GONE,
         ids="programme person", stands="says", plain="number", moments={"at": "de laatste melding laten gelden"}),
    Kept(
        tables.partner, "wie wie iets vroeg",
        "twee mensen iets samen laten doen als zij dat allebei willen", (SELF,), TALKS,
        ids="asker person", stands="stands", plain="conversation came_of format hour",
        moments={"day": "de dag die zij samen kozen", "at": "een vraag op tijd laten vervallen"},
    ),
    Kept(tables.free_moment, "momenten die iemand aanbiedt",
         "laten kiezen uit de momenten die iemand zelf aanbiedt", (SELF, GROUP), MOMENT,
         ids="person", plain="answer format", moments={"day": "het moment dat zij aanbiedt"}),
    Kept(tables.file, "foto's en documenten",
         "een foto, tekening of document bij een antwoord bewaren", (SELF, CHOSEN), TEXTS,
         ids="owner", plain="id type size apart", sealed="name body",
         moments={"stored_at": "eigen bestanden op volgorde meegeven"}),
)  # fmt: skip
