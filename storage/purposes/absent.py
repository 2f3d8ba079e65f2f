"""What is never worked out or shown, as it would observe people (P3, WOR 27, trust S16): absent, not switched off.

How a conversation stands, and moments that are needed, are kept: who has the database can derive some of it from these.
A test looks for each of these in the names of all columns and settings, and in every text that is sent or shown.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Absent:
    """One thing that is not done: what works councils ask for, how a column would be called, and how a text would say it."""

    told: str
    column: str
    text: str


ABSENT: tuple[Absent, ...] = (
    Absent("wanneer iemand voor het laatst iets deed of online was", r"last_?(seen|active|login|online)|presence",
           r"laatst (gezien|actief|online)|last (seen|active|online)"),
    Absent("hoe snel iemand antwoordt", r"(response|reaction|reply|answer)_?(time|seconds|speed|delay)|latency",
           r"reactietijd|antwoordtijd|response time|sneller dan|faster than"),
    Absent("wie het meest of het minst doet", r"rank|leader_?board|top_?\d|percentile",
           r"ranglijst|leaderboard|ranking|meest actieve|most active"),
    Absent("een score of cijfer over een persoon", r"score|rating|grade|points?$|badge|level_?up",
           r"jouw score|je score|your score|badge|punten behaald"),
    Absent("hoe vaak iemand achter elkaar meedeed", r"streak|in_a_row|consecutive",
           r"op rij meegedaan|streak|weken achter elkaar|weeks in a row"),
    Absent("hoe vaak iemand meedeed, of wie niet antwoordde", r"participation|answer_?count|missed_?count|response_?rate",
           r"(heeft|hebben) niet (geantwoord|gereageerd|meegedaan)|did not answer|nog niet gereageerd"),
    Absent("wat iemand voelt of bedoelt, door een computer bepaald", r"sentiment|emotion|toxicity|topic|embedding|model_",
           r"sentiment|toxicit"),
    Absent("waar iemand is, of op welk apparaat", r"location|latitude|gps|ip_?address|user_?agent|device",
           r"ip-adres|ip address|jouw locatie|your location"),
)  # fmt: skip
