"""Dates: the grammar, its leaning on the sentence, horizons, and which date an event has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.errors import UsageError
from entente.records import DateMention, Span
from entente.resolution.dates import find_dates, horizon
from entente.resolution.setting.when import when

ARTICLE = Path(__file__).parents[2] / "../shared/articles/000_5be90571e8a4fe75.txt"
ISO = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$")
FRIDAY = "2023-09-22"  # the day of publication in most cases below


def values(text: str, published: str | None = FRIDAY) -> list[str]:
    return [mention.value for mention in find_dates(text, 0, len(text), published)]


ABSOLUTE = [
    # days
    ("The two met on September 2, 2023, in Rome.", ["2023-09-02"]),
    ("The two met on 2 September 2023 in Rome.", ["2023-09-02"]),
    ("The two met on 2 Sept. 2023 in Rome.", ["2023-09-02"]),
    ("The accord of the 2nd of March 2015 held.", ["2015-03-02"]),
    ("On Monday, September 4, 2023, he resigned.", ["2023-09-04"]),
    ("The order is dated 2023-09-02.", ["2023-09-02"]),
    ("The order is dated 25/12/2021.", ["2021-12-25"]),
    ("The order is dated 12/25/2021.", ["2021-12-25"]),
    ("The order is dated 12/09/2023.", []),
    ("The order is dated 09/09/2023.", ["2023-09-09"]),
    ("The order is dated 3.5.2021.", ["2021-05-03"]),
    ("The order is dated February 30, 2021.", []),
    ("Jan. 6, 2021 was a Wednesday.", ["2021-01-06"]),
    # ranges of days
    ("The drill ran from September 11 to 20, 2022.", ["2022-09-11/2022-09-20"]),
    ("The drill runs between 3 and 5 May 2024.", ["2024-05-03/2024-05-05"]),
    ("The drill ran from 28 September to 3 October 2022.", ["2022-09-28/2022-10-03"]),
    ("The drill ran December 30, 2021 - January 2, 2022.", ["2021-12-30/2022-01-02"]),
    ("Talks on May 3 and 4, 2022, failed.", ["2022-05-03/2022-05-04"]),
    ("Talks on May 3 and 9, 2022, failed.", ["2022-05-03", "2022-05-09"]),
    ("Votes on 11–13 June 2021 were calm.", ["2021-06-11/2021-06-13"]),
    # months
    ("Attacks in May 2021 and September 2022 cost lives.", ["2021-05", "2022-09"]),
    ("Attacks in May and June 2022 cost lives.", ["2022-05", "2022-06"]),
    ("Held between May and August 2022.", ["2022-05/2022-08"]),
    ("Held from November 2021 to March 2022.", ["2021-11/2022-03"]),
    ("The November 2020 ceasefire broke.", ["2020-11"]),
    ("By late August 2023 the town was empty.", ["2023-08"]),
    ("Early in the war, in mid-July 2014, it fell.", ["2014-07"]),
    ("In the first week of August 2021 six towns fell.", ["2021-08-01/2021-08-07"]),
    ("In the last week of August 2021 the airport closed.", ["2021-08-25/2021-08-31"]),
    # years and parts of them
    ("He came to power in 2018.", ["2018"]),
    ("It was an active player before 2018.", ["2018"]),
    ("Since 2011, the war has gone on.", ["2011"]),
    ("The 2020 war ended with a truce.", ["2020"]),
    ("Armenia's 2018 revolution was peaceful.", ["2018"]),
    ("The failed 2016 coup led to a purge.", ["2016"]),
    ("The deal (2015) was brokered by six states.", ["2015"]),
    ("Votes in 2016, 2018 and 2020 were rigged.", ["2016", "2018", "2020"]),
    ("The genocide of 1915-1923 is denied.", ["1915/1923"]),
    ("In the season 2022-23 prices rose.", ["2022/2023"]),
    ("He ruled from 1994 to 2004.", ["1994/2004"]),
    ("He ruled between 1994 and 2004.", ["1994/2004"]),
    ("The 1990s were lean years.", ["1990/1999"]),
    ("In the early 1990s Russia sold arms.", ["1990/1999"]),
    ("In the late 1980s the union fell apart.", ["1980/1989"]),
    ("A summit is planned for early 2024.", ["2024"]),
    ("Exports fell in late 2022.", ["2022"]),
    ("Exports fell in the first half of 2023.", ["2023-01/2023-06"]),
    ("Exports fell in the second half of 2022.", ["2022-07/2022-12"]),
    ("Exports fell in Q3 2022.", ["2022-07/2022-09"]),
    ("Exports fell in the first quarter of 2022.", ["2022-01/2022-03"]),
    ("The thaw of spring 2022 was brief.", ["2022-03/2022-05"]),
    ("In the winter of 2021 troops massed.", ["2021-12/2022-02"]),
    ("It must comply by the end of 2025.", ["2025-12-31"]),
    ("It will not last past 2025.", ["2025"]),
    ("It began at the end of 2022.", ["2022-12"]),
    ("The September 11 attacks changed that.", ["2001-09-11"]),
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE)
def test_absolute_dates_need_no_publication(text: str, expected: list[str]) -> None:
    assert values(text, None) == expected
    assert values(text) == expected


RELATIVE = [
    # a day or month without a year: nearest at or before publication
    ("At the forum, Sept. 12, he spoke.", ["2023-09-12"]),
    ("On September 16 he offered talks.", ["2023-09-16"]),
    ("On 16 October he offered talks.", ["2022-10-16"]),
    ("On September 22 he offered talks.", ["2023-09-22"]),
    ("The drill took place between September 11-20.", ["2023-09-11/2023-09-20"]),
    ("It said the drill would take place between September 11-20.", ["2023-09-11/2023-09-20"]),
    ("The drill took place on 28-30 December.", ["2022-12-28/2022-12-30"]),
    ("Talks in March failed.", ["2023-03"]),
    ("Talks in November failed.", ["2022-11"]),
    ("In late August, the plan was made public.", ["2023-08"]),
    ("The leap day, February 29, passed quietly.", ["2020-02-29"]),
    # ... and after it where the sentence looks ahead
    ("The leaders will meet on October 5.", ["2023-10-05"]),
    ("Elections are scheduled for May 14.", ["2024-05-14"]),
    ("The talks, to be held on October 5 in Granada, matter.", ["2023-10-05"]),
    ("The upcoming vote in March worries them.", ["2024-03"]),
    ("Moscow will act, he said on September 12.", ["2023-09-12"]),
    ("On September 18, they agreed to the proposal.", ["2023-09-18"]),
    ("On September 18, he vowed to fight.", ["2023-09-18"]),
    ("He joined a summit to be hosted by Kenya in October.", ["2023-10"]),
    ("It ordered both men to appear for questioning on December 16.", ["2023-12-16"]),
    # weekdays
    ("In May, troops struck; they struck again on Monday.", ["2023-05", "2023-09-18"]),
    ("He spoke at a Monday evening meeting.", ["2023-09-18"]),
    ("Shells fell on Monday.", ["2023-09-18"]),
    ("Shells fell on Friday.", ["2023-09-22"]),
    ("Shells fell Saturday night.", ["2023-09-16"]),
    ("The leaders will meet on Monday.", ["2023-09-25"]),
    ("On Monday, the leaders will meet.", ["2023-09-25"]),
    ("On Monday, the leader said he will resign.", ["2023-09-18"]),
    ("Lavrov said on Monday that Russia will withdraw.", ["2023-09-18"]),
    ("Russia will withdraw, Lavrov said on Monday.", ["2023-09-18"]),
    ("He said the talks would resume on Monday.", ["2023-09-25"]),
    ("They met last Friday.", ["2023-09-15"]),
    ("They meet next Friday.", ["2023-09-29"]),
    ("They met on Tuesday last week.", ["2023-09-12"]),
    ("They must leave by Sunday.", ["2023-09-24"]),
    ("By Monday, rebels had seized the town.", ["2023-09-18"]),
    ("He prays every Friday.", []),
    ("Protests marked Bloody Sunday.", []),
    # days, weeks, months, years
    ("He resigned yesterday.", ["2023-09-21"]),
    ("He resigns tomorrow.", ["2023-09-23"]),
    ("He resigned today.", ["2023-09-22"]),
    ("He left the day before yesterday.", ["2023-09-20"]),
    ("He resigned last week.", ["2023-09-11/2023-09-17"]),
    ("He resigns next week.", ["2023-09-25/2023-10-01"]),
    ("He resigned earlier this month.", ["2023-09"]),
    ("He resigned last month.", ["2023-08"]),
    ("He resigned last year.", ["2022"]),
    ("Prices rose this year.", ["2023"]),
    ("A vote is due next year.", ["2024"]),
    ("He resigned last May.", ["2023-05"]),
    ("He resigned last September.", ["2022-09"]),
    ("It began last summer.", ["2023-06/2023-08"]),
    ("It began late last year.", ["2022"]),
    ("It was signed two years ago.", ["2021"]),
    ("It was signed three days ago.", ["2023-09-19"]),
    ("It was signed a month ago.", ["2023-08"]),
    ("It was signed two weeks ago.", ["2023-09-08"]),
    ("It was signed a decade ago.", ["2013"]),
    ("In the past 10-15 years, governments refused.", ["2008/2023-09-22"]),
    ("Over the last three months, prices doubled.", ["2023-06-22/2023-09-22"]),
    ("Over the past week, shells fell.", ["2023-09-15/2023-09-22"]),
    ("Work will start in the coming months.", ["2023-09-22/2024-03-23"]),
    ("A deal is possible in the coming days.", ["2023-09-22/2023-09-29"]),
    ("It must leave within 48 hours.", ["2023-09-22/2023-09-24"]),
    ("It will leave over the next two years.", ["2023-09-22/2025-09-22"]),
    ("It will leave in two weeks.", ["2023-10-02/2023-10-08"]),
    ("He hoped to sign by the end of the year.", ["2023-12-31"]),
    ("He hoped to sign by the end of the month.", ["2023-09-30"]),
    ("He hoped to sign by year's end.", ["2023-12-31"]),
    ("It began in February last year.", ["2022-02"]),
    ("It began on February 24 last year.", ["2022-02-24"]),
    ("The next two weeks will decide.", ["2023-09-22/2023-10-06"]),
    ("In the next decade ice will go.", ["2023-09-22/2033-09-22"]),
    ("It voted to extend the mission until March 31.", ["2024-03-31"]),
    ("It peaked in the first half of this year.", ["2023-01/2023-06"]),
]


@pytest.mark.parametrize(("text", "expected"), RELATIVE)
def test_relative_dates(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("text", [text for text, expected in RELATIVE if expected])
def test_relative_dates_are_unknown_without_publication(text: str) -> None:
    assert values(text, None) == []


NO_DATES = [
    "It sent 2,000 troops.",
    "It sent 2000 troops to 2000 villages.",
    "Some of 2000 prisoners were freed.",
    "The drill was called Eagle Partner 2023.",
    "Resolution 2231 lapsed.",
    "He proposed the 3+3 format and a 2+2 meeting.",
    "Three days later they met again.",
    "They met the following week, and the next day.",
    "By the end of the day it will be too late.",
    "Recently he spoke; soon he may speak again.",
    "In recent years it has changed.",
    "The post-2020 order is fragile.",
    "He may march; the army may strike.",
    "Jan Egeland and Theresa May spoke to the Sunday Times.",
    "It costs $2020 or 1990 euros.",
    "The vote was 52 to 48, or 20 percent.",
    "USA Today reported it.",
    "That day was a Friday.",
    "In today's Russia this is rare.",
    "He flew 1999 km at 2000 GMT.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_numbers_and_names_are_no_dates(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2023", "On September 12 he spoke.", ["2023-09-12"]),
        ("2023-10", "In September he spoke, and last month too.", ["2023-09", "2023-09"]),
        ("2023-10", "He spoke on Monday.", []),
        ("2023", "He spoke last year, and last month.", ["2022"]),
        ("2023-09-22T10:00:00Z", "He spoke yesterday.", ["2023-09-21"]),
    ],
)
def test_publication_known_to_month_or_year(published: str, text: str, expected: list[str]) -> None:
    assert values(text, published) == expected


def test_wrong_publication_date_says_what_is_valid() -> None:
    with pytest.raises(UsageError, match=r"'22/09/23'.*YYYY-MM-DD"):
        values("He spoke on Monday.", "22/09/23")


def test_spans_are_offsets_of_the_document() -> None:
    text = "Prelude 2019. Russia accused Ukraine on Monday. Postlude in 2020."
    (mention,) = find_dates(text, 14, 47, FRIDAY)
    assert mention.span == Span(37, 46, "on Monday")
    assert text[37:46] == "on Monday"


HORIZONS = [
    ("he hoped that by the end of the year, they will sign a treaty", "2023-12-31"),
    ("Turkey will start work in the coming months", "2023-09-22/2024-03-23"),
    ("the talks will resume next month", "2023-10"),
    ("the war will go on past 2025", "2025"),
    ("it will fall before the elections", None),
    ("the accord of 2020 will fail", None),
    ("it must withdraw within two weeks", "2023-09-22/2023-10-06"),
    ("the port will open in 2024 and be sold by 2030", "2030"),
    ("Russia may leave soon", None),
    ("they will meet on Monday", "2023-09-25"),
]


@pytest.mark.parametrize(("text", "expected"), HORIZONS)
def test_horizon(text: str, expected: str | None) -> None:
    assert horizon(text, 0, len(text), FRIDAY) == expected


def test_horizon_without_publication_keeps_absolute_deadlines() -> None:
    text = "The 2020 truce will hold, and troops will leave by 2025."
    assert horizon(text, 0, len(text), None) == "2025"


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("On Monday, Russia struck Odesa and Ukraine shelled Donetsk.", "struck", "2023-09-18"),
        ("On Monday, Russia struck Odesa and Ukraine shelled Donetsk.", "shelled", "2023-09-18"),
        ("Russia struck Odesa on Monday, and Ukraine shelled Donetsk on Tuesday.", "struck", "2023-09-18"),
        ("Russia struck Odesa on Monday, and Ukraine shelled Donetsk on Tuesday.", "shelled", "2023-09-19"),
        ("Iran, which left the accord in 2018, met envoys.", "met", None),
        ("Iran, which left the accord in 2018, met envoys.", "left", "2018"),
        ("He met envoys in Tehran to discuss trade on September 3.", "met", "2023-09-03"),
        ("He met envoys.", "met", None),
        ("Lavrov said on Monday that rebels attacked the port.", "attacked", None),
        (
            "It cites the EU-backed deal of October 2022, where both recognised it.",
            "recognised",
            "2022-10",
        ),
        ("Shells fell on the port on Monday, killing two, and he fled.", "killing", "2023-09-18"),
    ],
)
def test_when_gives_an_event_the_date_of_its_clause(text: str, trigger: str, expected: str | None) -> None:
    at = text.index(trigger)
    span = Span(at, at + len(trigger), trigger)
    found = when(list(find_dates(text, 0, len(text), FRIDAY)), span, Span(0, len(text), text))
    assert (found.value if found else None) == expected


def test_when_takes_a_quotation_that_began_in_an_earlier_sentence() -> None:
    sentence = Span(20, 49, "It fell,” he said on Tuesday.")
    date = DateMention("2023-09-19", Span(38, 48, "on Tuesday"))
    assert when([date], Span(0, 28, "“We held it long. It fell,”"), sentence) is date


def test_when_leaves_out_dates_of_other_sentences() -> None:
    sentence = Span(20, 39, "Then rebels struck.")
    elsewhere = DateMention("2020", Span(0, 7, "In 2020"))
    assert when([elsewhere], Span(32, 38, "struck"), sentence) is None


@pytest.mark.shared
def test_article_dates_lie_in_its_span_and_are_iso() -> None:
    if not ARTICLE.exists():
        pytest.skip(f"{ARTICLE} is not beside the checkout")
    text = ARTICLE.read_text("utf-8")
    found = [
        mention
        for line in text.splitlines(keepends=True)
        for mention in find_dates(line, 0, len(line), FRIDAY)
    ]
    assert len(found) >= 15
    assert all(mention.value[:4].isdigit() for mention in found)


WORDS = st.sampled_from(
    [
        *("on", "in", "by", "the", "last", "next", "of", "3"),
        *("11-20", "2023", "May", "September", "Monday", "week", "year", "early"),
        *("end", "ago", "two", ",", ".", "will", "said"),
    ]
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.one_of(st.lists(WORDS, max_size=14).map(" ".join), st.text(max_size=40)))
def test_any_text_gives_ordered_spans_and_iso_values(text: str) -> None:
    found = list(find_dates(text, 0, len(text), FRIDAY))
    end = 0
    for mention in found:
        assert mention.span is not None
        assert end <= mention.span.start < mention.span.end
        assert mention.span.text == text[mention.span.start : mention.span.end]
        assert ISO.match(mention.value)
        end = mention.span.end


@pytest.mark.parametrize(
    ("text", "trigger", "day", "dated"),
    [
        (
            "Armenia appealed to Russia under the Treaty of Friendship and Assistance of 1997.",
            "appealed",
            "1997",
            False,
        ),
        (
            "It demanded that the breach of the statement of November 2020 be mended.",
            "demanded",
            "November 2020",
            False,
        ),
        ("They signed the agreement of 1997.", "agreement", "1997", True),
        ("They met in the autumn of 1997.", "met", "1997", True),
        ("They met in 1997.", "met", "1997", True),
    ],
)
def test_the_date_in_a_things_name_is_not_that_of_the_event(
    text: str, trigger: str, day: str, dated: bool
) -> None:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words), words)

    found = when([DateMention(day, span(day))], span(trigger), Span(0, len(text), text))
    assert (found is not None) is dated
