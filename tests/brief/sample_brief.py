"""A rich brief made by hand: invented states, every kind of block, and strings that mean harm."""

# One record a line reads best here.
# ruff: noqa: E501
# fmt: off
from __future__ import annotations

from dataclasses import replace

from entente.brief.parts import (
    Block,
    Claims,
    Contents,
    Evidence,
    Ledger,
    Line,
    Mark,
    Outlook,
    Own,
    Part,
    Picture,
    Place,
    Remarks,
    Table,
    Utterance,
)

SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    "\"&'<b>bold</b>&amp;",
    "a | b | c",
    "`code` ``two``",
    "[x](javascript:alert(1)) ![y](https://example.org/y.png)",
    "\u202egnp.exe\u202c \u2067abc",
    "Donau" + "dampfschiffahrts" * 12,
    "first\n\n# second\n- third\n> fourth",
    "**bold** __bold__ ~~gone~~ $x$ https://example.org www.example.org a@example.org",
    "\x00null \ud800half {{ brief }} {% raw %}",
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="352" height="90" viewBox="0 0 352 90" role="presentation">'
    '<g font-size="12"><rect x="20" y="20" width="60" height="40" style="fill:var(--cooperation,#00694f)"/>'
    '<rect x="100" y="20" width="60" height="40" style="fill:none;stroke:var(--conflict,#b34700)"/>'
    '<text x="20" y="78" style="fill:var(--ink,#1b2026)">2021</text></g></svg>'
)

_SPEECH: tuple[tuple[str, str, str | None, int, str, str, bool, str | None, str | None, str | None], ...] = (
    # date, speaker, office, side, cue, words, quoted, f"of {target}" if target else None, outlet, act
    ("2021-03-02", "Ilse Marand", "Prime Minister", 0, "said", "the garrison at Torvik has stood by for nine weeks while the pass was closed", False, "Kestria", "The Valdor Post", "ACCUSE"),
    ("2021-03-04", "Oren Tasch", "spokesman of the Foreign Ministry", 1, "replied", "Nobody has done more for the pass than we have, and our neighbours know it.", True, "Valdoria", "Kestrian News Agency", "REJECT"),
    ("2021-03-04", "Oren Tasch", "spokesman of the Foreign Ministry", 1, "added", "public reproaches help nobody", False, None, "Kestrian News Agency", None),
    ("2021-03-11", "Ilse Marand", "Prime Minister", 0, "told reporters", "We signed a treaty of mutual defence, not a treaty of mutual patience.", True, "Kestria", "Radio Sarn", "ACCUSE"),
    (
        "2021-03-15",
        "Pavel Dromin",
        "Deputy Speaker of the Senate",
        1,
        "warned",
        "Those who look for new friends may find that they have lost the old ones. The agreements of the last ten years give both sides rights and duties; whoever keeps only the first should not be astonished when the second are no longer kept by others, and should not send for us afterwards.",
        True,
        "Valdoria",
        "The Kestrian Herald",
        "THREATEN",
    ),
    ("2021-03-16", "Foreign Ministry", None, 0, "rejected", "the remarks as unworthy of a partner", False, "Pavel Dromin", None, "REJECT"),
    ("2021-04-02", "Lena Aroyan-Whitcombe", "Permanent Representative to the United Nations", 0, "asked", "the Council to send observers to the pass", False, None, "The Valdor Post", "REQUEST"),
    ("2021-04-03", "Oren Tasch", "spokesman of the Foreign Ministry", 1, "called", "“theatre” and said that “the stage is empty”", True, "Valdoria", "Kestrian News Agency", "ACCUSE"),
    ("2021-04-20", SCRIPT, "\"&'", 1, "`said`", "[x](javascript:alert(1)) | and *more* _of_ it", True, "a | b", "\u202eoutlet\u202c", "ACCUSE"),
    ("2021-05-09", "Davit Sorel", "Minister of Defence", 0, "announced", "Valdoria will take no part in this year's joint exercise", False, None, "Radio Sarn", "REJECT"),
    ("2021-05-10", "Kestrian Foreign Ministry", None, 1, "regretted", "the decision", False, "Valdoria", None, None),
    ("2021-06-01", "Ilse Marand", "Prime Minister", 0, "acknowledged", "We were wrong to think that one roof is enough.", True, None, "Le Courrier du Sud", "CONCEDE"),
    ("2021-06", "Pavel Dromin", "Deputy Speaker of the Senate", 1, "said", HOSTILE[6], True, "Valdoria", "The Kestrian Herald", "ACCUSE"),
    ("", "Anton Vey", "President", 1, "promised", "the door stays open", False, None, None, "COOPERATE"),
    ("2021-07-12", "Davit Sorel", "Minister of Defence", 0, "said", "A door that opens only from one side is a wall.", True, "Kestria", "Radio Sarn", "REJECT"),
)

_ANSWERS = {2: (1, "next to speak"), 6: (5, "says so"), 8: (7, "next to speak"), 11: (10, "says so"), 15: (14, "says so")}


def _utterances() -> tuple[Utterance, ...]:
    return tuple(
        Utterance(number, date, speaker, office, side, cue, words, quoted, f"of {target}" if target else None, outlet, act, _ANSWERS.get(number, (None, None))[0], _ANSWERS.get(number, (None, None))[1], evidence=tuple(range(1, 10)) if number == 5 else (number, number + 14) if number % 3 else (number,))
        for number, (date, speaker, office, side, cue, words, quoted, target, outlet, act) in enumerate(_SPEECH, start=1)
    )


def _ties() -> Table:
    names = ("Norlund", "Sarmund", "United Republics of Ostmark", "Ilmar", "European Union", "Collective Security Treaty", "Tarn", "Brask", "Ordania", HOSTILE[2])
    rows = tuple(Line((name, "Valdoria" if n % 2 else "Kestria", str(40 - 3 * n), str(2 * n), f"{5.2 - n:+.1f}"), (n + 1, n + 12)) for n, name in enumerate(names))
    return Table("Who is with whom", ("Actor", "With", "Cooperation", "Conflict", "Mean intensity"), rows, (2, 3, 4), "Events counted once for each story; mean intensity from -10 to +10.")


def _claims() -> tuple[Claims, ...]:
    return (
        Claims(
            "Threats and warnings",
            (
                Outlook("threat", "Pavel Dromin", "Kestria would review the price of gas", "by 2 Mar 2021", "if the treaty is not kept", "by the end of the year", (5, 19)),
                Outlook("threat", "Davit Sorel", "the garrison will have to leave Torvik", "by 2 Mar 2021", "if the pass stays closed", None, (15,)),
                Outlook("threat", SCRIPT, HOSTILE[4], "by 2 Mar 2021", HOSTILE[2], HOSTILE[0], (9,)),
            ),
        ),
        Claims(
            "Plans and promises",
            (
                Outlook("plan", "Davit Sorel", "Valdoria will take no part in this year's joint exercise", "by 2 Mar 2021", None, "2021", (10,)),
                Outlook("promise", "Anton Vey", "the door stays open", "by 2 Mar 2021", None, None, (14,)),
                Outlook("plan", "European Union", "send a civilian mission of 100 observers to the border", "by 2 Mar 2021", "with the consent of both sides", "within two months", (21, 22)),
            ),
            "Claims of states that are not of the focus are listed where they name one of the two.",
        ),
        Claims("Forecasts", (Outlook("forecast", "the author", "the rift will widen before the elections", "by 2 Mar 2021", None, "before the elections", (23,)), Outlook("conditional", "regional experts", "the north would become open to pressure from Ostmark", "by 2 Mar 2021", "if Kestria leaves the valley", None, (24, 25, 26)))),
    )


_LONG = (
    "The Prime Minister said on Tuesday that the garrison at Torvik had stood by for nine weeks while the pass was closed. "
    "The pass, at 2,340 metres, is the only road by which lorries reach the upper valley in winter, and some 30,000 people "
    "depend on it. Kestria's Foreign Ministry replied that nobody had done more for the pass, and accused Valdoria of working "
    "behind its back with the European Union. Two rounds of talks in the spring had ended without a joint statement; in the "
    "second, according to two officials who asked not to be named, the delegations did not sit at one table. Traders in the "
    "valley say that flour has doubled in price since January, and that the Kestrian posts let through only what is signed for "
    "by the garrison. Whether the closure was ordered or only suffered is the question on which the two governments differ, "
    "and on which the treaty of 2011, whose text was never published in full, gives no answer."
)


def _marks(text: str, *spans: tuple[str, str]) -> tuple[Mark, ...]:
    return tuple(Mark(text.index(words), text.index(words) + len(words), role) for words, role in spans)


def _evidence() -> tuple[Evidence, ...]:
    entries = []
    for number in range(1, 31):
        if number % 4 == 1:
            text = _LONG
            marks = _marks(text, ("The Prime Minister", "source"), ("said", "cue"), ("the garrison at Torvik had stood by for nine weeks while the pass was closed", "content"), ("Kestria's Foreign Ministry", "actor"), ("accused", "trigger"), ("Valdoria", "recipient"))
        elif number % 4 == 2:
            text = "“Those who look for new friends may find that they have lost the old ones,” Pavel Dromin warned Valdoria. If the treaty is not kept, Kestria would review the price of gas."
            marks = _marks(
                text,
                ("“Those who look for new friends may find that they have lost the old ones,”", "content"),
                ("Pavel Dromin", "source"),
                ("warned", "cue"),
                ("Valdoria", "addressee"),
                ("If the treaty is not kept", "condition"),
                ("Kestria", "claimant"),
                (" would review the price of gas", "consequence"),
            )
        else:
            text = f"{HOSTILE[number % len(HOSTILE)]} Ilse Marand told reporters of {HOSTILE[(number + 3) % len(HOSTILE)]}"
            start = text.index("Ilse")
            marks = (Mark(0, start - 1, "claim"), Mark(start, start + 11, "source"), Mark(start + 12, start + 16, "cue"))
        entries.append(
            Evidence(
                number,
                (f"s{number:03d}-{number * 7919 % 65536:04x}", f"e{number:03d}"),
                ("Nine weeks at the pass", "The treaty and the valley", "", HOSTILE[0])[number % 4],
                ("The Valdor Post", None, "Kestrian News Agency")[number % 3],
                None if number % 5 == 0 else f"2021-{number % 7 + 1:02d}-{number:02d}",
                (f"articles/2021/{number:03d}.txt", f"https://example.org/news/{number}?a=1&b=2", "javascript:alert(1)")[number % 3],
                ("body", "body", "body", "comment", "title")[number % 5],
                text,
                marks,
            )
        )
    return tuple(entries)


def sample_brief() -> Contents:
    """The brief; its strings are those that a careless renderer would trip over."""
    turning = Table(
        "Turning points",
        ("Date", "Direction", "From", "To", "Size"),
        (Line(("2020-11-10", "rapprochement", "-2.1", "+1.8", "3.9"), (11,)), Line(("2021-03-02", "rift", "+1.8", "-3.0", "4.8"), (1, 2, 4, 5))),
        (2, 3, 4),
        "A turn is a change of the mean monthly intensity that chance explains in fewer than 5 of 100 cases.",
    )
    past = Table(
        "What has passed",
        ("Date", "Event", "Who", "To whom", "Sources"),
        (
            Line(("2011-06-30", "Valdoria and Kestria sign the treaty of mutual defence", "Valdoria, Kestria", "each other", "4"), (3,)),
            Line(("2020-12-12", HOSTILE[0], HOSTILE[1], HOSTILE[3], "1"), (7, 8)),
            Line(("2021-02-01", "The pass is closed", "Kestria", "Valdoria", "12"), (13, 17, 18, 20, 27, 28, 29, 30)),
        ),
        (4,),
    )
    background: tuple[Block, ...] = (past, turning, Picture("Month by month", SVG, "Events of each month: cooperation until 2020, conflict from March 2021.", "Stories a month, 2020 to 2021."))
    return Contents(
        "Valdoria and Kestria: the closed pass & what follows",
        ("Valdoria", "Kestria"),
        "1 January to 31 July 2021",
        (("Documents", "214"), ("Outlets", "31"), ("Statements", "96"), ("Events", "412"), ("Stories", "188"), ("Coder", "entente 0.1.0, model 2026-01")),
        (
            Line(("The turn came on 2 March 2021: mean intensity fell from +1.8 to -3.0.",), (1, 2)),
            Line(("15 statements of one side on the other, 9 of them accusations or rejections.",), (1, 2, 4, 5, 6, 8, 9, 12)),
            Line(("Norlund stands with Kestria, Sarmund with Valdoria; the European Union deals with both.",), (11, 12)),
            Line((HOSTILE[0] + " " + HOSTILE[4],), (9,)),
            Line(("Three threats with a condition are open.",)),
        ),
        (
            Part("Background", "Stories between the two sides, largest change first; a story is one happening, however often it was reported.", background),
            Part("The battle of words", "Statements of one side on the other or to the other, in order of time.", (Ledger("Who said what of whom", _utterances(), "No. 14 has no date in its text and stands where its document does."),)),
            Part("The regional perspective", "Ties of third actors with the two sides.", (_ties(), Table("Rifts elsewhere", ("Pair", "Date"), ()))),
            Part("What next", "Claims on the future that were not yet due at the end of the period.", _claims()),
        ),
        _evidence(),
        "Made by Entente 0.1.0 from 214 documents. Every figure is counted from the record; no sentence was written by a model.",
    )


def empty_brief() -> Contents:
    """A brief of which nothing is known."""
    bare = Contents("Nowhere", ("A", "B"), "", (), (), (), (), "")
    empty = (Table("T", ("H",), ()), Ledger("L", ()), Claims("C", ()))
    return replace(bare, parts=(Part("Background", "", ()), Part("Blocks", "A rule.", empty)))


def noted_brief() -> Contents:
    """The brief with sentences in a part, a picture of two widths, and words of analysts in every place."""
    brief = sample_brief()
    remarks = Remarks("", (Line(("No turn is told from chance.",), (1,)), Line((HOSTILE[5],), (2, 3))), "Of 12 dyads.")
    wide = SVG.replace('width="352" height="90" viewBox="0 0 352 90"', 'width="700" height="90" viewBox="0 0 700 90"')
    first = brief.parts[0]
    picture = first.blocks[2]
    assert isinstance(picture, Picture)
    picture = replace(picture, wide=wide)
    parts = (replace(first, blocks=(*first.blocks[:2], picture, remarks)), *brief.parts[1:])
    words = (f"Of the {place}: {text}" for place, text in zip(Place, HOSTILE, strict=False))
    own = tuple(Own(place, text, f"A. Analyst {HOSTILE[1]}", "25 Oct 2021") for place, text in zip(Place, words, strict=True))
    return replace(brief, parts=parts, own=own, rule="The first of each side.")
