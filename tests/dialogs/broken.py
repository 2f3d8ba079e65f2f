"""A whole format and many ways to break it: what is written instead, where, and what is then said."""

from dialogs.checks.places import PLACES
from dialogs.language.values import WORTHS

Case = tuple[str, str, str, str, str]
"""A piece of the whole text, what stands there instead, a piece of the line that is told, what is wrong, and the mend."""

GOOD = """\
id: small
title: Klein
source: 001 §1.2
why: Zo wordt leren zichtbaar.
kept: twaalf maanden
menu: never
starts: {rhythm: weekly, command: kleinigheid}
rhythms:
  weekly:
    every: week
    on: thu
    at: 14:00
stages:
  - id: tell
    window: {closes: tue 17:00, nudges: [mon 10:00]}
    questions:
      - id: moment
        required: true
        ask: Wat viel je op?
      - id: further
        kind: choice
        ask: Wil je verder?
        options: {yes: Ja, no: Nee}
      - id: where_to
        ask: Waarheen?
        only_if: {further: [yes]}
      - id: share
        kind: share
        ask: Wie mag dit lezen?
        allow: [V0, V2]
outputs:
  - id: board
    at: wed 09:00
    head: Wat ons opviel
    sections:
      - {head: Gedeeld, show: [moment, where_to]}
"""

ENGLISH = """\
title: Small
stages:
  tell:
    prompt: {act: Tell}
    questions:
      moment: {ask: "What did you notice?", help: "Anything is fine."}
      further: {options: {yes: Yes}}
outputs:
  board:
    sections:
      - {head: "Shared", show: [moment, where_to]}
"""

SHOWS = "    sections:\n      - {head: Gedeeld, show: [moment, where_to]}"
BOTH_SIDES = "      - {id: when, kind: date, behind: true, ahead: 5, ask: Wanneer}\n"
AFTER_LAST = "      - {id: after_it, kind: date, apart: 4, ask: Wanneer}\n"
PICKS = "        recall: [{show: [moment], picks: true}]"
FOR_MEETING = "      - {id: meeting, kind: date, meetings: true, ask: Wanneer}\n"
ONE_MORE = "      - {id: one_more, kind: yesno, another: 5, ask: Nog een}\n"
NEVER_SKIPPED = "      - {id: after_it, kind: date, required: true, default: last + 1 days, ask: Wanneer}\n"
NAMES_IT = "      - {id: called_so, ask: Hoe heet het, replaces: {zag: hoorde}}\n"
FIRST = "    questions:\n      - id: moment"
FIRST_SCALE = f"    questions:\n      - {{id: much, kind: scale, low: weinig, high: veel, ask: Hoeveel}}\n{FIRST[15:]}"
COUNTED = "counted: {sides: {a: {of: [x, y], says: A}, b: {of: [z, q], says: B}}, differ: Anders, few: Niets}"
OPPOSES = "      - {id: opposes, kind: yesno, unopposed: model, ask: Mag het}\n"
NAMES_PLACE = "      - {id: called_so, ask: Hoe heet het, names: model}\n"
WHOM = "      - {id: whom, kind: person, known: true, taking_part: true, ask: Wie}\n"
LINES = "      - {{id: told, kind: info, ask: Kijk, lines: {{one: {{says: Een, only_if: {}}}}}{}}}\n"
FREE_OF = "      - {id: day, kind: date, ask: Wanneer, free_of: small}\n      - id: share"
MET = "      - {id: day, kind: date, ask: Wanneer, met: {then: small, after: +1 days}}\n      - id: share"
ASKS = "      - {id: whom_else, kind: person, ask: Wie, known: true, asks: PLACE}\n      - id: share"
SEVERAL = """\
    for_meeting: {weeks: 2}
    questions:
      - {id: seen, kind: info, ask: Zie, recall: [{there: true, show: [moment]}]}
      - {id: sure, kind: yesno, ask: Wil je, options: {yes: {label: Ja, accepts: true}}}
      - id: moment"""
LEADS = "options: {yes: {label: Ja, then: small, chosen: {CHOSEN}}, no: Nee}"
RESTS = LINES.replace("told", "rest").format("{further: [yes]}", ", rest_of: told")
UNTIL_THE_HEAD = GOOD[GOOD.index("\n      - id: share") : GOOD.index("    sections:")]
NEEDED = "        required: true\n"
FROM_THE_TEXT = GOOD[GOOD.index(NEEDED) : GOOD.index("outputs:")]
TWICE = "repeat: {max: 2, ask: 'Nog een?'}"
OVER = """\
  - id: confirm
    over: [{}]
    window: {{closes: tue 17:00}}
    questions:
      - {{id: fits, kind: choice, ask: Klopt het, options: {{right: {{label: Klopt, shares: V2}}, no: Laat maar}}}}
"""

BEFORE_THE_FIRST = GOOD[GOOD.index("starts:") : GOOD.index("    questions:")]
PLANNED = """\
starts: {{plans: iets plannen}}
stages:
  - id: plan
    who: starter
    questions:
      - {{id: meeting, kind: date, ask: Wanneer, required: true, time: true, meetings: true}}
      - {{id: due, kind: date, ask: Tot wanneer{}}}
      - {{id: go, kind: yesno, ask: Zal ik, options: {{yes: {{label: Ja, does: open round}}}}}}
  - id: tell
    window: {{opens: previous + 1 days, {}}}
"""
MAY_LACK = "tell counts from due, which may not be there"
LACKING = "give that day required: true, or the stage only_if"
OUTSIDE = "    to: initiator\n"

BROKEN: dict[str, Case] = {
    "a stage that closes by a day that may be skipped": (
        BEFORE_THE_FIRST, PLANNED.format("", "closes: due"), "closes: due", MAY_LACK, LACKING),
    "a stage that reminds by a day that may be skipped": (
        BEFORE_THE_FIRST, PLANNED.format("", "closes: meeting, nudges: [due - 1 days]"), "nudges", MAY_LACK, LACKING),
    "a stage that reminds sooner by a day beside which no day can be chosen": (
        BEFORE_THE_FIRST,
        PLANNED.format(", required: true, options: {none: Geen}", "closes: meeting, shorter: [due - 1 days]"),
        "shorter", MAY_LACK, LACKING),
    "something asked meanwhile from a day that may be skipped": (
        BEFORE_THE_FIRST, PLANNED.format("", "closes: meeting}\n    meanwhile: {format: small, opens: due"), "meanwhile",
        MAY_LACK, LACKING),
    "a digest outside the group that nothing allows": (
        "    at: wed 09:00", f"{OUTSIDE}    at: wed 09:00", "id: board",
        "board does not say where a group allows that something goes outside, or nothing does", "add or remove allowed_by"),
    "a digest inside the group that something allows": (
        "    at: wed 09:00", "    allowed_by: {small: moment}\n    at: wed 09:00", "allowed_by",
        "board does not say where a group allows that something goes outside, or nothing does", "add or remove allowed_by"),
    "a digest outside the group with a name": (
        "    at: wed 09:00", f"{OUTSIDE}    allowed_by: {{small: moment}}\n    at: wed 09:00", "show",
        "board shows moment, where_to outside the group, with the name of who wrote it", "add unsigned, or leave it out"),
    "an agenda that goes outside the group": (
        "    at: wed 09:00", f"{OUTSIDE}    allowed_by: {{small: moment}}\n    kind: board\n    at: wed 09:00", "to: initiator",
        "board goes outside the group, which only a digest does", "write kind: digest, or to: room"),
    "a choice with which somebody joins and nobody reads who": (
        "yes: Ja,", "yes: {label: Ja, joins: true},", "joins", "yes of further lets somebody join, and nobody reads who",
        "add gives: V1, or leave joins out"),
    "a choice that gives away what was answered and does something else": (
        "yes: Ja,", "yes: {label: Ja, gives: V1, then: small},", "gives",
        "yes of further gives away what was answered, and so is an answer itself", "ask a choice, and do nothing else"),
    "a choice that gives away what is shared too": (
        "yes: Ja,", "yes: {label: Ja, gives: V1},", "gives",
        "further gives away what was answered, and tell asks who may read it too", "leave one of the two out"),
    "joining a group that nobody forms": (
        "yes: Ja,", "yes: {label: Ja, gives: V1, joins: true},", "joins",
        "further lets somebody join a group that nobody forms", "ask it of who: candidate, or leave joins out"),
    "a group that comes of no plan": (
        "rhythms:\n", "forms: {kind: leergroep, called: moment, facilitator: moment, candidates: moment}\nrhythms:\n", "forms",
        "nobody plans what this group comes of", "add starts: {plans: …}, or leave forms out"),
    "somebody who is asked, or a role": (
        "      - id: share", ASKS.replace("known: true, ", "").replace("PLACE", "small"), "asks",
        "whom_else asks somebody, so a role will not do",
        "add known: true"),
    "somebody who said yes, or a role": (
        "      - id: share", "      - {id: whom_else, kind: person, ask: Wie, partners: small}\n      - id: share", "partners",
        "whom_else offers only who said yes, so a role will not do", "add known: true"),
    "words that nobody hears": (
        "      - id: share", "      - {id: whom, kind: person, ask: W, known: true, hears: Kom}\n      - id: share", "hears",
        "whom says in which words somebody hears it, and nobody hears anything", "add visits, or leave hears out"),
    "from how many on nobody is named, and not how many are usual": (
        "      - id: share", "      - {id: whom, kind: multi, ask: Wie, unnamed_from: 4, options: {a: A}}\n      - id: share",
        "unnamed_from", "whom says from how many on nobody is named, and not how many are usual",
        "add usual, or leave unnamed_from out"),
    "what is asked where she asks others already, in a format in which nobody writes to her": (
        "      - id: share", "      - {id: whom, kind: info, ask: Al gevraagd, goes_on: true}\n      - id: share", "goes_on",
        "whom goes by whom she asks already, and nothing is gathered here", "leave goes_on out"),
    "how many people are usual where none are offered": (
        "      - id: share", "      - {id: whom, kind: multi, ask: Wie, usual: 5, options: {a: A}}\n      - id: share", "usual",
        "whom says how many people are usual, and offers none", "add people: true, or leave usual out"),
    "partners of a format in which nobody is asked": (
        "      - id: share",
        "      - {id: whom_else, kind: person, ask: Wie, known: true, partners: small}\n      - id: share", "partners",
        'nobody can be asked in "small"',
        "name one with a single stage for its owner, and an option that accepts or a text that returns"),
    "which of what nobody plans for herself": (
        "      - id: share", "      - {id: which_one, kind: choice, ask: Welk, which: small}\n      - id: share", "which",
        'nobody plans "small" for herself', "name a format that has starts with alone: true"),
    "what others ask where nobody is asked": (
        "    window: {closes: tue 17:00, nudges: [mon 10:00]}",
        "    for_meeting: {weeks: 2}\n    window: {closes: tue 17:00, nudges: [mon 10:00]}", "for_meeting",
        "tell waits for a meeting with what others ask, and nobody is asked in it",
        "give an option accepts: true, or leave for_meeting out"),
    "what one person wrote where several ask": (
        "    questions:\n      - id: moment",
        SEVERAL, "for_meeting",
        "tell shows what one person wrote, and several may ask in it", "leave there out, or for_meeting"),
    "what a stage leads on to, and no word begins": (
        "    window: {closes: tue 17:00, nudges: [mon 10:00]}",
        "    leads: [smal]\n    window: {closes: tue 17:00, nudges: [mon 10:00]}", "leads",
        'nothing begins "smal" with a word', 'write "small"'),
    "an answer that is said in the room": (
        "options: {yes: Ja, no: Nee}", "options: {yes: {label: Ja, posts: moment}, no: Nee}", "posts",
        "yes of further says moment in the room, which does not only tell",
        "name an info of the same stage, without recall, written and lines"),
    "somebody who is asked where nobody can be asked": (
        "      - id: share", ASKS.replace("PLACE", "small"), "asks", 'nobody can be asked in "small"',
        "name one with a single stage for its owner, and an option that accepts or a text that returns"),
    "what two are asked after a day, in what asks a group": (
        "      - id: share", MET, "met",
        'no two people can be asked afterwards in "small"',
        "name one with a single stage for its owner, and no rhythm"),
    "a free moment on which nothing is done together": (
        "      - id: share", FREE_OF, "free_of",
        "day is chosen to do something on with somebody else", "add met, or leave free_of out"),
    "a free moment without its hour": (
        "      - id: share", "      - {id: day, kind: date, ask: Wanneer, free: true}\n      - id: share", "free: true",
        "day is a moment that somebody else chooses, so its hour belongs to it", "add time: true, or leave free out"),
    "pairs that are drawn where nothing of the kind was chosen": (
        "      - id: share", "      - {id: whom, kind: person, ask: Wie, pairs: {moments: [ja]}}\n      - id: share", "pairs",
        "whom depends on moments, which is not chosen when the round is planned", "a condition looks back to that"),
    "a day for two that is no day": (
        "ask: Wat viel je op?", "ask: Wat viel je op?\n        met: {then: small, after: +1 days}", "met",
        "met stands with moment, which is a text question", "it belongs to date"),
    "something chosen where it is not asked": (
        "options: {yes: Ja, no: Nee}", LEADS.replace("CHOSEN", "further: perhaps"), "chosen",
        "small has no question further at which perhaps can be chosen",
        "name a question of its first stage, and one of its options"),
    "something chosen in what does not begin": (
        "options: {yes: Ja, no: Nee}", LEADS.replace("then: small, ", "").replace("CHOSEN", "further: no"), "chosen",
        "yes of further chooses something in what does not begin now", "add then, and leave after out"),
    "a yes that holds with nothing that comes": (
        "options: {yes: Ja, no: Nee}", "options: {yes: {label: Ja, holds: true}, no: Nee}", "holds",
        "yes of further holds, and nothing comes after it", "add then and after, or leave holds out"),
    "a yes that holds and begins something else": (
        "options: {yes: Ja, no: Nee}", "options: {yes: {label: Ja, then: smaller, after: +1 days, holds: true}, no: Nee}",
        "holds", "yes of further holds, and begins something else", "write then: small, or leave holds out"),
    "nothing to come back to afterwards": (
        FROM_THE_TEXT, f"{FROM_THE_TEXT.removeprefix(NEEDED)}    afterwards: {{then: small, after: +14 days}}\n", "afterwards",
        "tell has no text that is needed, so nothing to come back to", "make one required, or leave afterwards out"),
    "what cannot come afterwards": (
        "  - id: tell\n", "  - id: tell\n    afterwards: {then: small, after: +14 days}\n", "afterwards",
        '"small" cannot come to one person afterwards', "name one with one stage with who: owner, and no rhythm"),
    "what is asked during what nobody plans for herself": (
        "command: kleinigheid", "command: kleinigheid, during: small", "during",
        'nobody plans "small" for herself', "name one of: none is there yet"),
    "a line that hangs on what is asked later": (
        "      - id: share", f"{LINES.format('{share: [V0]}', '')}      - id: share", "lines",
        "one of told depends on share, which is not asked before it in this stage", "a line looks back"),
    "a line that hangs on no option": (
        "      - id: share", f"{LINES.format('{further: [perhaps]}', '')}      - id: share", "lines",
        "one of told depends on further = perhaps, which is no option of it", "write one of: yes, no, answered, skipped"),
    "lines in a stage that repeats": (
        "outputs:", f"{LINES.format('{further: [yes]}', '')}    repeat: {{max: 2, ask: Nog}}\noutputs:", "id: told",
        "told tells lines in a stage that repeats or goes over texts", "ask what they hang on once"),
    "how many lines at once, and none": (
        "      - id: share", "      - {id: told, kind: info, ask: Kijk, most: 3}\n      - id: share", "most",
        "told has no lines", "add lines"),
    "the rest of lines that are all told": (
        "      - id: share",
        f"{LINES.format('{further: [yes]}', '')}      - {{id: rest, kind: info, ask: En, rest_of: told}}\n      - id: share",
        "rest_of", "rest tells the rest of told, which leaves nothing out", "name a question above it with most"),
    "lines that are the rest of others too": (
        "      - id: share",
        f"{LINES.format('{further: [yes]}', ', most: 1')}{RESTS}      - id: share",
        "id: rest", "rest has lines of its own too", "leave rest_of out"),
    "weighing what is no scale": (
        FIRST, f"    weighs: {{lean: {{pairs: [{{more: [moment], than: [further]}}]}}}}\n{FIRST}", "weighs",
        "lean weighs what is no scale that everybody is asked here: moment, further", "name scales without only_if"),
    "what is weighed has the name of a question": (
        FIRST, f"    weighs: {{moment: {{pairs: [{{more: [a], than: [b]}}]}}}}\n{FIRST}", "weighs",
        "moment is a question too", "give what is weighed another name"),
    "a scale that is weighed against itself": (
        FIRST, f"    weighs: {{lean: {{pairs: [{{more: [much], than: [much]}}]}}}}\n{FIRST_SCALE}",
        "weighs", "lean weighs much against itself", "name it on one side"),
    "a stage that nobody does for the group": (
        "window: {closes: tue 17:00", "window: {passes: +3 workdays, closes: tue 17:00", "window",
        "tell asks nobody to do something for the group, so nobody passes it on", "leave passes out of its window"),
    "a stage that waits for a story in no planned round": (
        "window: {closes: tue 17:00", "if_told: [ask]\n    window: {closes: tue 17:00", "if_told",
        "tell depends on what was told in a planned round, and no such round reaches it", "leave if_told out"),
    "a stage that waits for nothing to be told in no planned round": (
        "window: {closes: tue 17:00", "unused: small\n    window: {closes: tue 17:00", "unused",
        "tell depends on what was told since a round was planned, and no such round reaches it", "leave unused out"),
    "so many at once where nobody is asked": (
        "window: {closes: tue 17:00", "at_once: 3\n    window: {closes: tue 17:00", "at_once",
        "tell lets people be asked so many times at once, and nobody is asked in it",
        "give an option accepts: true or a text returns: true, or leave at_once out"),
    "people who told something in a format that is not there": (
        "menu: never", "menu: never\nneeds: {told: {of: smal, people: 3}}", "needs",
        'there is no format "smal" in which something is told', 'write "small"'),
    "people who told something in a format that is like none": (
        "menu: never", "menu: never\nneeds: {told: {of: xyzzy, people: 3}}", "needs",
        'there is no format "xyzzy" in which something is told', "name one that is there"),
    "fewer people who told something than one": (
        "menu: never", "menu: never\nneeds: {told: {of: small, people: 0}}", "needs",
        '"people" of small cannot be 0', "write 1 or more"),
    "a digest that adds something": (
        SHOWS, f"{SHOWS}\n    adds: [{{show: [moment], head: Erbij}}]", "adds",
        "board is a digest", "only a message to the room tells what was added and how often: leave adds and counts out"),
    "a digest that counts something": (
        SHOWS, f"{SHOWS}\n    counts: {{of: small, show: moment, says: Besteld}}", "counts",
        "board is a digest", "only a message to the room tells what was added and how often: leave adds and counts out"),
    "a message that adds something to a round of the calendar": (
        "outputs:\n", "outputs:\n  - {id: note, kind: message, at: opening, head: Kijk, adds: [{show: [moment], head: Bij}]}\n",
        "note", "note adds or counts what was told in a round, and nobody plans one", "leave adds and counts out"),
    "a day that counts from no round": (
        "      - id: where_to", f"{AFTER_LAST}      - id: where_to", "after_it",
        "apart of after_it counts from the last round, and no round is planned with it", "leave apart out"),
    "a day that is never skipped": (
        "      - id: where_to", f"{NEVER_SKIPPED}      - id: where_to", "after_it",
        "after_it must be answered, so it is never skipped", "leave required or default out"),
    "a name of no round": (
        "      - id: where_to", f"{NAMES_IT}      - id: where_to", "called_so",
        "called_so is no text that the group reads when a round is planned, so it cannot stand in other texts",
        "ask it in the stage that plans a round, with public: V2, or leave replaces out"),
    "a text that names nothing": (
        "      - id: where_to", f"{NAMES_PLACE}      - id: where_to", "called_so",
        "called_so is no text that one person writes for the group of a programme, so it names nothing",
        "ask the starter or the facilitator for it in a programme, once and with public: V2, or leave names out"),
    "words of a text that are counted": (
        "        ask: Wat viel je op?", f"        ask: Wat viel je op?\n        {COUNTED}", "counted",
        "counted stands with moment, which is a text question", "it belongs to choice and scale"),
    "an option for whom nothing is asked": (
        "        options: {yes: Ja, no: Nee}", "        options: {yes: Ja, no: {label: Nee, to: lead}}", "no",
        "no of further stands for somebody, and nobody is asked anything", "add visits, or leave to out"),
    "a choice that names nothing": (
        "        kind: choice", "        kind: choice\n        names: model", "names",
        "further chooses among no texts, so there is nothing to name by it", "add among, or leave names out"),
    "a choice among texts of no programme": (
        "        options: {yes: Ja, no: Nee}", "        among: [moment]\n        options: {yes: Ja, no: Nee}", "among",
        "further chooses among texts of a programme, and this format is part of none", "leave among out"),
    "a no to what names nothing": (
        "      - id: where_to", f"{OPPOSES}      - id: where_to", "opposes",
        "opposes is about what was named, and names nothing by it", "add names, or leave unopposed out"),
    "a digest of what nothing names": (
        SHOWS, f"    named: model\n{SHOWS}", "named: model",
        "board shows what nothing here names: model", "write one of: none"),
    "a text without a name that nobody reads": (
        "ask: Waarheen?", "ask: Waarheen?\n        unsigned: true", "unsigned",
        "where_to is not read by the group at once, so its name stands with it", "add public: V2, or leave unsigned out"),
    "a text for nobody in which nobody is named": (
        "ask: Waarheen?", "ask: Waarheen?\n        unnamed: true", "unnamed",
        "where_to is not read by the group at once, so whom it names matters later", "add public: V2, or leave unnamed out"),
    "a programme that goes on in what is part of none": (
        "      - id: where_to", "      - {id: longer, kind: date, ask: Tot wanneer?, prolongs: true}\n      - id: where_to",
        "longer", "longer decides about a programme", "ask the starter in a format with starts: {programme: …}"),
    "versions of what nobody plans": (
        "starts: {rhythm: weekly", "starts: {renews: true, rhythm: weekly", "renews",
        "it has no versions, as nobody plans its rounds for a group", "add plans, or leave renews out"),
    "a card of what nobody planned": (
        SHOWS, f"    written: true\n{SHOWS}", "show:",
        "board shows moment, where_to, and that was not written when its round was planned",
        "name questions of the stage that plans"),
    "a card for the facilitator": (
        SHOWS, f"    to: facilitator\n    written: true\n{SHOWS}", "written",
        "board is a card of what was planned, which is a digest for all of the group", "write to: room, or leave written out"),
    "the day of what was told before for the facilitator": (
        SHOWS, f"    to: facilitator\n    dated: true\n{SHOWS}", "dated",
        "board shows nothing of an earlier round, as no digest for the room", "leave dated out"),
    "a meeting for which no round is planned": (
        "      - id: where_to", f"{FOR_MEETING}      - id: where_to", "meeting",
        "meeting is the meeting for which a round is planned", "ask it in the stage that plans, and call it meeting"),
    "one more of what stands before no meeting": (
        "      - id: where_to", f"{ONE_MORE}      - id: where_to", "another",
        "one_more asks about another beside it, and no meeting is chosen before", "add one with meetings: true"),
    "a word of what has none": (
        "{rhythm: weekly, command: kleinigheid}", "{rhythm: weekly, word_of: nothing_like_it}", "starts",
        '"nothing_like_it" has no word for small', "name one of: none is there yet"),
    "a word beside its own": (
        "command: kleinigheid}", "command: kleinigheid, word_of: small}", "starts",
        '"small" has no word for small', "leave command or word_of out"),
    "something asked meanwhile in no planned round": (
        "window: {closes: tue 17:00", "meanwhile: {format: small, opens: opening}\n    window: {closes: tue 17:00", "meanwhile",
        "tell asks something else meanwhile, and belongs to no round that somebody plans", "leave it out"),
    "a question made of what nobody wrote": (
        "ask: Waarheen?", "ask: Waarheen?\n        made: {asks: moment, kind: further, options: moment}", "made",
        "where_to is made of what nobody writes for the group when a round is planned", "name two texts with public: V2"),
    "a choice that picks a text": (
        "        options: {yes: Ja, no: Nee}", f"        options: {{yes: Ja, no: Nee}}\n{PICKS}", "recall",
        "further picks one of her own texts as its answer, so it is a text", "write kind: text"),
    "something taken from no programme": (
        "command: kleinigheid}", "command: kleinigheid, takes: [model]}", "takes",
        "takes is what was named in a programme, and this format is part of none", "add programme, or leave takes out"),
    "something mentioned of no programme": (
        "command: kleinigheid}", "command: kleinigheid, mentions: [model]}", "mentions",
        "mentions is what was named in a programme, and this format is part of none", "add programme, or leave mentions out"),
    "something that goes after another without a while": (
        "kept: twaalf maanden\n", "kept: twaalf maanden\nkept_after: small\n", "kept_after",
        "what is told goes a while after small, and nothing says how long", "write retention: half_year"),
    "something that goes after a format that is not there": (
        "kept: twaalf maanden\n", "kept: twaalf maanden\nretention: half_year\nkept_after: smal\n", "kept_after",
        'there is no format "smal" in which something is told', 'write "small"'),
    "something that goes with no programme": (
        "kept: twaalf maanden\n", "kept: twaalf maanden\nretention: programme\n", "retention",
        "nothing goes with its programme, as it is part of none", "add programme, or leave retention out"),
    "a day that lies on both sides": (
        "      - id: where_to", f"{BOTH_SIDES}      - id: where_to", "when",
        "when lies behind and ahead", "leave one of them out"),
    "a tab": ("        required: true", "\trequired: true", "\t", "a tab stands here", "use spaces for indents"),
    "an indent that fits nothing": (
        "        required: true", "       required: true", "       required", "this line does not fit those above it",
        "begin it in the same column as its neighbours, and check quotes and brackets"),
    "a colon in a text": (
        "Wat viel je op?", "Wat viel je op: thuis?", "thuis",
        "a colon stands where none can be", "quote a text with a colon, and check the indent"),
    "a bracket left open": (
        "only_if: {further: [yes]}", "only_if: {further: [yes}", "only_if",
        "a bracket is opened here and not closed",
        "close it with ] or }, and put a text with a comma, a colon or a question mark in quotes"),
    "a quote left open": (
        "ask: Waarheen?", 'ask: "Waarheen?', "Waarheen", "a quote is opened here and not closed", "close it"),
    "a name without a colon": (
        "        required: true", "        required", "        required",
        "a name has no colon after it", "write name: value, and check the indent"),
    "a text that begins with a sign of YAML": (
        "ask: Waarheen?", "ask: @Waarheen?", "Waarheen",
        "a text begins with a sign that YAML keeps for itself", "put the text in quotes"),
    "a text that begins with a star": (
        "ask: Waarheen?", "ask: *waarheen", "waarheen", "a text begins with *", "put the text in quotes"),
    "a text that begins with an exclamation mark": (
        "ask: Waarheen?", "ask: !Waarheen nu", "Waarheen", "a text begins with !", "put the text in quotes"),
    "a backslash in quotes": (
        "ask: Waarheen?", 'ask: "Waar\\heen"', "heen", "a backslash stands between double quotes", "write it twice"),
    "a sign that nobody sees": (
        "ask: Waarheen?", "ask: Waar\x07heen", "heen", "a sign that cannot be seen stands here", "remove it"),
    "something else that YAML cannot take": (
        "ask: Waarheen?", "ask: & Waarheen?", "Waarheen",
        "this is no YAML (expected alphabetic or numeric character, but found ' ')",
        "check indents, colons, quotes and brackets here and on the line above"),
    "two documents": (
        "outputs:", "---\noutputs:", "---", "a second document begins here", "remove the line ---"),
    "the same word twice": (
        "        ask: Waarheen?", "        ask: Waarheen?\n        ask: Waarom?", "Waarom",
        '"ask" stands here twice', "keep one of the two"),
    "a name that is a number": (
        "options: {yes: Ja, no: Nee}", "options: {yes: Ja, 2: Nee}", "2: Nee",
        "a name here is no text", 'put it in quotes: "2"'),
    "an unknown word": (
        "        required: true", "        requierd: true", "requierd",
        '"requierd" is no word of the format language', 'write "required"'),
    "an unknown word that is like none": (
        "        required: true", "        xyzzy: true", "xyzzy",
        '"xyzzy" is no word of the format language', "remove it, or correct the word"),
    "a word in a place where it means nothing": (
        "        required: true", "        sections: []", "sections: []",
        '"sections" has no meaning here', "remove it, or move it to where it belongs"),
    "a word that has to be there": (
        "why: Zo wordt leren zichtbaar.\n", "", "id: small", '"why" of small is missing', "add why: and what it should be"),
    "an id that has to be there": (
        "  - id: tell\n    window", "  - window", "window: {closes", '"id" of small is missing',
        "add id: and what it should be"),
    "a list for a text": (
        "ask: Waarheen?", "ask: [Waarheen, Waarom]", "[Waarheen", '"ask" of where_to is not one text', "write one text"),
    "a number for a text": (
        "title: Klein", "title: 3", "title", '"title" of small is no text', 'put it in quotes: "3"'),
    "a yes-or-no word for a text": (
        "ask: Waarheen?", "ask: true", "ask: true", '"ask" of where_to is no text', 'put it in quotes: "true"'),
    "a text for true or false": (
        "required: true", "required: misschien", "misschien",
        '"required" of moment is not true or false', "write true or false"),
    "a text for a number": (
        "        required: true", "        max: veel", "veel", '"max" of moment is not a whole number', "write a whole number"),
    "a text for a list": (
        "allow: [V0, V2]", "allow: V2", "allow", '"allow" of share is not a list: [one, two]', "write a list: [one, two]"),
    "a list for names with values": (
        "only_if: {further: [yes]}", "only_if: [further]", "only_if",
        '"only_if" of where_to is not names with values: {name: value}', "write names with values: {name: value}"),
    "a text for a part": (
        "starts: {rhythm: weekly, command: kleinigheid}", "starts: weekly", "starts",
        '"starts" of small is not names with values: {name: value}', "write names with values: {name: value}"),
    "an empty text": ("ask: Waarheen?", "ask: ''", "ask: ''", '"ask" of where_to is empty', "fill it, or leave it out"),
    "an empty list": ("show: [moment, where_to]", "show: []", "show", '"show" of board is empty', "give at least one"),
    "a text that is too long": (
        "title: Klein", f"title: {'a' * 4001}", "title", '"title" of small is too long', "write 4000 characters at most"),
    "a number that is too high": (
        "        required: true", "        max: 5000", "5000", '"max" of moment cannot be 5000', "write 4000 or less"),
    "a number that is too low": (
        "        required: true", "        max: 0", "max: 0", '"max" of moment cannot be 0', "write 1 or more"),
    "more reminders than anyone should get": (
        "[mon 10:00]", "[fri 10:00, mon 10:00, tue 10:00]", "fri 10:00", '"nudges" of tell holds too many', "give 2 at most"),
    "a kind that is like another": (
        "kind: choice", "kind: choise", "choise", '"kind" of further cannot be "choise"', 'write "choice"'),
    "a kind that there is not": (
        "kind: choice", "kind: 12", "kind: 12", '"kind" of further cannot be "12"',
        "write one of: text, choice, multi, yesno, scale, number, date, person, file, share, info"),
    "an id with capitals": (
        "id: where_to", "id: Where to", "Where", '"id" of Where to cannot be "Where to"',
        "write small letters, digits and _, beginning with a letter"),
    "a time without a nought": (
        "at: 14:00", "at: 9:00", "at: 9:00", '"at" of small cannot be "9:00"', 'write hours and minutes, as "09:00"'),
    "a rhythm of no weeks": (
        "every: week", "every: 0 weeks", "0 weeks", '"every" of small cannot be "0 weeks"',
        'write day, week or for example "2 weeks"'),
    "a rhythm without a weekday": (
        "    on: thu\n", "", "weekly:", "a weekly or monthly rhythm has no weekday", 'add "on": thu'),
    "a monthly rhythm on two days": (
        "every: week\n    on: thu", "every: month\n    on: [tue, thu]", "on:",
        "a monthly rhythm opens on the first such day of the month",
        'name one weekday: "on": thu'),
    "a rhythm of two weeks that goes with the meeting of each week": (
        "every: week\n", "every: 2 weeks\n    meets: 60\n", "meets",
        "only a weekly rhythm can go with the meeting of each week",
        "write every: week, or leave meets out"),
    "an output that depends on what is no stage": (
        "    at: wed 09:00\n", "    at: wed 09:00\n    only_if: {other: [answered]}\n", "only_if",
        "board depends on other, which is not chosen when the round is planned", "a condition looks back to that"),
    "what posts for peers in a format that is no act": (
        "options: {yes: Ja, no: Nee}", "options: {yes: {label: Ja, does: publish, publishes: V2}, no: Nee}", "questions",
        "tell posts nothing for peers", "start it with act: peers and ask at last, with does: publish"),
    "what posts for peers without asking with which name": (
        "options: {yes: Ja, no: Nee}", "options: {yes: {label: Ja, does: publish}, no: Nee}", "questions",
        "tell posts something for peers, and does not ask with which name", "give options publishes: V2 and V3"),
    "a daily rhythm with a weekday": (
        "every: week", "every: day", "on: thu", "a daily rhythm has a weekday", 'leave "on" out'),
    "a rhythm that is not there": (
        "{rhythm: weekly,", "{rhythm: monthly,", "monthly", 'there is no rhythm "monthly"', "name one of the rhythms"),
    "a moment that is none": (
        "[mon 10:00]", "[maandag om tien]", "maandag", '"maandag om tien" is no moment',
        'write "tue 17:00", "+5 workdays 10:00" or "closing - 1 workdays 12:00"'),
    "a moment that is a number": (
        "closes: tue 17:00", "closes: 17", "17", "a moment is written as a text", 'write for example "tue 17:00"'),
    "a moment that counts from what no round has": (
        "[mon 10:00]", "[meeting - 1 days]", "meeting", 'nothing here counts from "meeting"',
        "count from the opening or the closing"),
    "a weekday without a time": (
        "closes: tue 17:00", "closes: tue", "closes", 'nothing here counts from "tue"', "count from the opening"),
    "a condition on a later question": (
        "only_if: {further: [yes]}", "only_if: {share: [V2]}", "only_if",
        "where_to depends on share, which is not asked before it in this stage", "a condition looks back"),
    "a condition on an unknown option": (
        "only_if: {further: [yes]}", "only_if: {further: [maybe]}", "only_if",
        "where_to depends on further = maybe, which is no option of it", "write one of: yes, no, answered, skipped"),
    "readers for what was not asked": (
        "allow: [V0, V2]", "allow: [V0, V2]\n        covers: [moment, dream]", "covers",
        "share covers what is not asked before it: dream", "name questions above it"),
    "the same question id twice": (
        "id: where_to", "id: moment", "id: moment", "another question is called moment already", "give this one another id"),
    "a name of the dialog's own": (
        "- id: where_to", "- id: held", "id: held",
        "held is the name of the question that waits for a yes", "call this one otherwise"),
    "sharing without readers": (
        "        allow: [V0, V2]\n", "", "id: share", "share has no readers to choose", "add allow: [V0, V2]"),
    "sharing without a way to keep it private": (
        "allow: [V0, V2]", "allow: [V1, V2]", "allow", "share leaves nobody the choice to share nothing", "add V0"),
    "sharing that is a must": (
        "        allow: [V0, V2]", "        allow: [V0, V2]\n        required: true", "required",
        "share makes sharing a must", "leave required out"),
    "a reminder that counts from a closing that never comes": (
        "{closes: tue 17:00, nudges: [mon 10:00]}", "{nudges: [closing - 1 workdays 10:00]}", "window",
        "tell counts from the closing, but nothing closes", "give a stage closes, or count from the opening"),
    "a choice without options": (
        "        options: {yes: Ja, no: Nee}\n", "", "id: further", "further has nothing to choose", "add options"),
    "giving way to what there is not": (
        "starts: {rhythm: weekly, command: kleinigheid}", "starts: {rhythm: weekly, unless_open: [smal]}", "unless_open",
        'there are no rounds of "smal" to give way to', 'write "small"'),
    "a reminder after the closing": (
        "nudges: [mon 10:00]", "nudges: [closing + 1 days]", "nudges",
        "tell reminds when it has closed already", "let it remind earlier, or close later"),
    "a stage that opens after it closes": (
        "window: {closes: tue 17:00, nudges: [mon 10:00]}", "window: {closes: tue 17:00, opens: wed 10:00}", "opens: wed",
        "tell opens when it has closed already", "let it open earlier, or close later"),
    "an output of what nobody is asked to share": (
        "      - id: share\n        kind: share\n        ask: Wie mag dit lezen?\n        allow: [V0, V2]\n", "", "show",
        "board shows moment, where_to, but nobody is asked to let the room read it", "add a share question after it"),
    "an output for the room of what only the facilitator may read": (
        "allow: [V0, V2]", "allow: [V0, V1]", "show",
        "board shows moment, where_to, but nobody is asked to let the room read it", "add a share question after it"),
    "an output of what the share question is not about": (
        "allow: [V0, V2]", "allow: [V0, V2]\n        covers: [where_to]", "show",
        "board shows moment, but nobody is asked to let the room read it", "add a share question after it"),
    "options under a file": (
        "ask: Waarheen?", "kind: file\n        ask: Waarheen?\n        options: {left: Links}", "left",
        "options stands with where_to, which is a file question",
        "it belongs to choice and multi and yesno and text and number and date and person and share"),
    "a flag where nobody is asked who may read it": (
        "options: {yes: Ja,", "options: {yes: {label: Ja, flags: keep_it},", "options: {yes",
        "flags stands with further, which is a choice question", "it belongs to an option of share"),
    "something beside the readers that keeps nothing": (
        "allow: [V0, V2]", "allow: [V0, V2]\n        options: {keep: Bewaar het}", "keep: Bewaar",
        "keep of share says nothing of what is kept", "give it flags, and nothing else that it does"),
    "a scale that does not say what its ends mean": (
        "ask: Waarheen?", "kind: scale\n        ask: Waarheen?", "id: where_to",
        "where_to does not say in words what its ends mean", "add low and high"),
    "a scale with too many steps": (
        "ask: Waarheen?", "kind: scale\n        ask: Waarheen?\n        low: Weinig\n        high: Veel\n        most: 20",
        "most",
        "where_to has 20 steps", "a scale has 11 at most"),
    "a number that may be anything": (
        "ask: Waarheen?", "kind: number\n        ask: Waarheen?", "id: where_to",
        "where_to does not say how large a number may be", "add most: 100"),
    "a number with nothing to choose between": (
        "ask: Waarheen?", "kind: number\n        ask: Waarheen?\n        least: 5\n        most: 5", "most",
        "where_to has nothing between least and most", "make most larger"),
    "a low end under a text": (
        "ask: Waarheen?", "ask: Waarheen?\n        low: Weinig", "low: Weinig",
        "low stands with where_to, which is a text question", "it belongs to scale"),
    "a part that only tells and must be answered": (
        "ask: Waarheen?", "kind: info\n        ask: Waarheen?\n        required: true", "required",
        "where_to only tells, so there is nothing to answer", "leave required out"),
    "a yesno with a third way": (
        "kind: choice\n        ask: Wil je verder?\n        options: {yes: Ja,",
        "kind: yesno\n        ask: Wil je verder?\n        options: {maybe: Ja,", "maybe",
        "further can only be answered with yes and no", 'name its options "yes", "no" and "unknown"'),
    "a choice that never ends": (
        "options: {yes: Ja, no: Nee}", "options: {yes: {label: Ja, again: true}}", "again",
        "further comes back whatever is chosen", "leave again out of one option"),
    "a choice that only shares": (
        "options: {yes: Ja, no: Nee}", "options: {yes: {label: Ja, shares: V2}}", "options",
        "further can only be answered by sharing", "add an option that shares nothing"),
    "a text that is nobody's": (
        "ask: Waarheen?", "ask: Waarheen?\n        belongs_to: further", "belongs_to",
        "where_to belongs to further, which is no person chosen before it", "name such a question"),
    "a text of somebody who may not take part": (
        "      - id: where_to", "      - {id: whom, kind: person, ask: Wie}\n      - id: where_to\n        belongs_to: whom",
        "belongs_to", "whom may be no member who takes part", "add known: true and taking_part: true, without options"),
    "a file of somebody else": (
        "      - id: where_to", f"{WHOM}      - id: where_to\n        file: true\n        belongs_to: whom",
        "belongs_to", "where_to is a text of somebody else", "leave file, own, public, sets, changes and recall out"),
    "sharing what belongs to somebody else": (
        "      - id: where_to", f"{WHOM}      - id: where_to\n        belongs_to: whom",
        "belongs_to", "where_to belongs to somebody else, who decides about it", "leave the share question of tell out"),
    "going over what nobody writes": (
        "outputs:", f"{OVER.format('dream')}outputs:", "over",
        "confirm goes over what nobody writes in another stage: dream", "name texts of this format"),
    "going over texts without deciding about them": (
        "outputs:", f"{OVER.format('moment').replace('shares: V2', 'says: Goed')}outputs:", "id: fits",
        "fits decides nothing about a text", "begin with a choice whose options share it or take it back"),
    "going over texts and asking more": (
        "outputs:", f"{OVER.format('moment')}      - {{id: more, ask: Meer}}\noutputs:", "id: more",
        "more is more than the new words for a text", "leave it out, or add changes: true and only_if"),
    "waiting for what nobody confirms": (
        "outputs:", f"{OVER.format('moment')}    confirmed: true\noutputs:", "confirmed",
        "confirm waits for what is confirmed, and no stage before it asks that", "leave confirmed out, or add such a stage"),
    "confirmed texts where nothing is gone over": (
        "    questions:", "    confirmed: true\n    questions:", "confirmed",
        "tell goes over nothing, so nothing in it is confirmed before", "add over, or leave confirmed out"),
    "going over texts several times": (
        "outputs:", f"{OVER.format('moment')}    repeat: {{max: 2, ask: Nog}}\noutputs:", "repeat",
        "confirm goes over each text once", "leave its repeat out"),
    "silence that was asked nowhere": (
        "outputs:", f"{OVER.format('moment')}    silence: {{further: [maybe]}}\noutputs:", "silence",
        "what silence means in confirm is asked nowhere: further = maybe", "name a choice of another stage"),
    "silence in what never closes": (
        "outputs:",
        f"{OVER.format('moment')}    silence: {{further: [yes]}}\noutputs:".replace("{closes: tue 17:00}", "{}"),
        "silence", "confirm never closes, so nobody is silent in it", "give its window closes"),
    "silence about nothing": (
        "  - id: tell", "  - id: tell\n    silence: {further: [yes]}", "silence",
        "tell goes over nothing, so silence means nothing in it", "add over, or leave silence out"),
    "a question without a wording": (
        "        ask: Waarheen?\n", "", "id: where_to", "where_to has no wording, or two", "give either ask or variants"),
    "fewer wordings than are to be told apart": (
        "        required: true", "        no_repeat: 3", "no_repeat",
        "moment has fewer wordings than no_repeat", "add variants"),
    "a fact asked in the wrong way": (
        "ask: Waarheen?", "ask: Waarheen?\n        sets: consent", "sets",
        "where_to sets consent, which is a choice question", "write kind: choice"),
    "a fact with other options": (
        "ask: Wil je verder?", "ask: Wil je verder?\n        sets: default_share", "options: {yes",
        "further sets default_share", "name its options ask, private"),
    "a fact with options of something else": (
        "ask: Wil je verder?", "ask: Wil je verder?\n        sets: consent\n        which: small", "which",
        "further sets consent, whose options are its own", "leave which out"),
    "a change of an answer that is not there": (
        "ask: Waarheen?", "ask: Waarheen?\n        changes: true", "id: where_to",
        "where_to is about an answer that is there already", "say which act starts the format: starts: {act: share}"),
    "a file that the group reads at once": (
        "ask: Waarheen?", "ask: Waarheen?\n        public: V2\n        file: true", "file: true",
        "where_to is read by the group at once, and cannot have file too", "leave one of the two out"),
    "what was told before where an announcement would name it": (
        "ask: Waarheen?", "ask: Waarheen?\n        follows: potential", "follows",
        "where_to names what was told before, which no announcement shows", "give tell invite and remind"),
    "an offer after what has no rounds": (
        "{rhythm: weekly, command: kleinigheid}", "{since: small}", "since",
        "what is offered opens no rounds", "leave rhythms, plans and outputs out"),
    "a plan of what nobody plans": (
        "yes: Ja,", "yes: {label: Ja, plans: small},", "plans",
        'there is no format "small" to plan', "name one that is there, or remove plans"),
    "an intro above no form": (
        "  - id: tell", "  - id: tell\n    intro: Dag.", "intro",
        "the intro of tell is never read", "it stands above a form: add mode: form"),
    "a digest that shows nothing": (
        "    sections:\n      - {head: Gedeeld, show: [moment, where_to]}\n", "", "id: board",
        "board shows nothing", "a digest needs sections"),
    "an overview with sections": (
        "  - id: board", "  - id: board\n    kind: overview", "sections", "board is an overview", "leave its sections out"),
    "a digest of what nobody is asked": (
        "show: [moment, where_to]", "show: [moment, where_to, dream]", "show",
        "board shows what nobody is asked to write: dream", "name a text or file question of this format"),
    "a heading of a digest with values": (
        "show: [moment, where_to]", "show: [moment, where_to], value: [ask]", "head: Gedeeld",
        "a heading of board does not say what stands there", "a digest says it with show"),
    "a heading of a board with questions": (
        "  - id: board", "  - id: board\n    kind: board\n    empty: Niets", "head: Gedeeld",
        "a heading of board does not say what stands there", "a board says it with value"),
    "a heading of a board for named texts": (
        SHOWS,
        "    kind: board\n    empty: Niets\n    sections: [{head: Vraag, value: [ask], names: with}]", "sections",
        "a heading of board holds named and nameless texts alike, as on any board", "leave names out"),
    "a board for the facilitator alone": (
        "  - id: board", "  - id: board\n    kind: board\n    empty: Niets\n    to: facilitator", "to: facilitator",
        "board is a board, which all of the group read", "write to: room"),
    "a board that does not say that nothing stands there": (
        "  - id: board", "  - id: board\n    kind: board", "id: board",
        "board has no words for where nothing stands", "add empty"),
    "a board with a value twice": (
        SHOWS,
        "    kind: board\n    empty: Niets\n    sections: [{head: Vraag, value: [ask, ask]}]", "sections",
        "board shows ask twice", "name it under one heading"),
    "a board of what has no value": (
        SHOWS,
        "    kind: board\n    empty: Niets\n    sections: [{head: Vraag, value: [ask]}]", "id: board",
        "board stays empty", "give the questions whose texts stand there a value"),
    "a value that a board has no heading for": (
        f"        only_if: {{further: [yes]}}{UNTIL_THE_HEAD}{SHOWS}",
        f"        value: applied{UNTIL_THE_HEAD}    kind: board\n    empty: Niets\n    sections: [{{head: V, value: [ask]}}]",
        "value: applied",
        "board has no heading for the value applied", "add one"),
    "a digest under what is no board": (
        "    head: Wat ons opviel", "    head: Wat ons opviel\n    under: total", "under: total",
        "board stands under total, which is no board", "name one of: no board"),
    "a digest for the facilitator under a board": (
        "    head: Wat ons opviel", "    head: Wat ons opviel\n    to: facilitator\n    under: total", "under: total",
        "board stands under no board, as no digest for the room", "leave under out"),
    "a talking guide under a digest": (
        "    head: Wat ons opviel", "    head: Wat ons opviel\n    talk: ['Wat herken je?']", "talk",
        "talk stands with board, which is no board", "leave it out"),
    "a value that there is not": (
        "ask: Waarheen?", "ask: Waarheen?\n        value: experiance", "experiance",
        "where_to has a value that there is not: experiance",
        f"write one of: {', '.join(WORTHS)}, or the id of a choice in this stage between these"),
    "a value that is no name": (
        "ask: Waarheen?", "ask: Waarheen?\n        value: Beleving", "Beleving",
        '"value" of where_to cannot be "Beleving"', "write small letters, digits and _, beginning with a letter"),
    "a value that is chosen elsewhere as often as it likes": (
        "options: {yes: Ja, no: Nee}\n      - id: where_to\n        ask: Waarheen?\n        only_if: {further: [yes]}",
        f"options: {{ask: Vraag}}\n      - id: where_to\n        ask: Waarheen?\n        value: further\n        {TWICE}",
        "value: further", "where_to is asked more or less often than further", "let one repeat take both along"),
    "a value under a choice": (
        "options: {yes: Ja, no: Nee}", "options: {yes: Ja, no: Nee}\n        value: ask", "value: ask",
        "value stands with further, which is a choice question", "it belongs to text and file"),
    "a number in a heading of a board": (
        "head: Wat ons opviel", "head: Wat {aantal} mensen opviel", "aantal", "nothing fills the place {aantal} here",
        "choose from: begeleider, bot, contact, datum, groep, leidinggevende, team"),
    "an id that is not the name of the file": (
        "id: small", "id: tiny", "id: tiny", 'the id is "tiny" but the file is small.yaml', "give them the same name"),
    "a place that nothing fills": (
        "Wat viel je op?", "Wat viel je op, {naaam}?", "naaam", "nothing fills the place {naaam} here", "write {naam}"),
    "a place alone, that is like no other": (
        "Wat viel je op?", "'{xyzzy}'", "xyzzy", "nothing fills the place {xyzzy} here",
        f"choose from: {', '.join(sorted(PLACES))}"),
    "a place in a text of several lines": (
        "why: Zo wordt leren zichtbaar.", "why: |-\n  Zo wordt leren\n  zichtbaar, {naaam}.", "naaam",
        "nothing fills the place {naaam} here", "write {naam}"),
    "a name in a text for many": (
        "head: Wat ons opviel", "head: Wat {naam} opviel", "naam", "nothing fills the place {naam} here",
        "choose from: begeleider, bot, contact, datum, groep, leidinggevende, team"),
    "a place where none is filled": (
        "options: {yes: Ja, no: Nee}", "options: {yes: 'Ja, {naam}', no: Nee}", "naam",
        "nothing fills the place {naam} here", "write it out"),
    "a format to open that is not there": (
        "yes: Ja,", "yes: {label: Ja, opens: smal},", "opens", 'there is no format "smal" to open', 'write "small"'),
    "a format to open that is like none": (
        "yes: Ja,", "yes: {label: Ja, opens: xyzzy},", "opens",
        'there is no format "xyzzy" to open', "name one that is there, or remove opens"),
    "a format to begin afterwards that is not there": (
        "yes: Ja,", "yes: {label: Ja, then: xyzzy},", "then",
        'there is no format "xyzzy" to open', "name one that is there, or remove then"),
    "a format for a group that is to begin later for one person": (
        "yes: Ja,", "yes: {label: Ja, then: small, after: +7 days},", "then",
        "small begins later, for one person, but asks a group or has several stages",
        "give it one stage with who: owner, and no rhythm; or remove after"),
    "a format that begins later without a sign": (
        "yes: Ja,", "yes: {label: Ja, then: small, after: 7 days},", "after", '"7 days" is no moment', 'write "+7 days"'),
    "earlier answers of a format that is not there": (
        "ask: Waarheen?", "ask: Waarheen?\n        recall: [{of: smal, show: [moment]}]", "recall",
        'there is no format "smal" to recall from', "name one that is there"),
    "earlier answers that nobody writes": (
        "ask: Waarheen?", "ask: Waarheen?\n        recall: [{show: [moment, further, dream]}]", "recall",
        "small asks nobody to write further, dream", "recall texts, files, days or numbers that it asks for"),
    "earlier answers with a flag that nothing gives": (
        "ask: Waarheen?", "ask: Waarheen?\n        recall: [{show: [moment], flags: keep_it}]", "recall",
        'small gives no answer the flag "keep_it"', "name a flag that a share question there gives, or remove it"),
    "a word that is taken": (
        "command: kleinigheid", "command: stop", "command", '"stop" is a word of something else already',
        "choose another word"),
    "a word with a capital": (
        "command: kleinigheid", "command: Kleinigheid", "command",
        '"Kleinigheid" is not written as people\'s words are compared', 'write "kleinigheid"'),
}  # fmt: skip

TRANSLATIONS: dict[str, Case] = {
    "a question that the Dutch has not": (
        "moment: {ask", "moments: {ask", "moments", 'the Dutch has no "moments"', "remove it, or correct the name"),
    "an option that the Dutch has not": (
        "{yes: Yes}", "{maybe: Maybe}", "maybe", 'the Dutch has no "maybe"', "remove it, or correct the name"),
    "another kind": (
        "help: \"Anything is fine.\"", "kind: file", "kind",
        '"kind" is decided in the Dutch, and this differs from it', "a translation holds only texts: remove it here"),
    "other answers in a digest": (
        "show: [moment, where_to]", "show: [where_to]", "show",
        '"show" is decided in the Dutch, and this differs from it', "a translation holds only texts: remove it here"),
    "a wrong value": (
        "title: Small", "title: [Small]", "title", '"title" of small is not one text', "write one text"),
    "a wrong value in a part": (
        "help: \"Anything is fine.\"", "help: 3", "help", '"help" of moment is no text', 'put it in quotes: "3"'),
    "a place that nothing fills": (
        "Anything is fine.", "Anything is fine for {team_name}.", "team_name",
        "nothing fills the place {team_name} here", "write {team}"),
    "a place that a text for many has not": (
        '"Shared"', '"Shared with {datums}"', "datums", "nothing fills the place {datums} here", "write {datum}"),
    "a word that is taken": (
        "title: Small", "starts: {command: skip}", "command",
        '"skip" is a word of something else already', "choose another word"),
    "no YAML": ("title: Small", "title: 'Small", "title", "a quote is opened here and not closed", "close it"),
}  # fmt: skip
