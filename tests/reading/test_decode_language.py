"""Encodings, languages and dates."""

from __future__ import annotations

import pytest

from entente import errors
from entente.reading.dates import iso_day
from entente.reading.decode import decode
from entente.reading.language import language_of

TEXT = "The premier of Türkiye said “no” – and left the café."


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_the_encoding_is_found_and_the_text_kept(encoding: str, name: str) -> None:
    decoded = decode(TEXT.encode(encoding), "a")
    assert (decoded.text, decoded.encoding) == (TEXT, name)


def test_declared_encodings_are_used_where_utf8_fails() -> None:
    data = "<meta charset='iso-8859-2'><p>Wałęsa</p>".encode("iso-8859-2")
    assert "Wałęsa" in decode(data, "a", markup=True).text
    assert "Wałęsa" in decode("Wałęsa".encode("iso-8859-2"), "a", "iso-8859-2").text
    assert decode("<meta charset='no-such'>é".encode("cp1252"), "a", markup=True).text.endswith("é")


def test_a_page_in_another_script_is_guessed() -> None:
    data = ("Министерство иностранных дел заявило в понедельник, что переговоры продолжатся. " * 5).encode(
        "cp1251"
    )
    assert "переговоры" in decode(data, "a").text


def test_broken_utf8_names_the_byte() -> None:
    with pytest.raises(errors.UnreadableInput, match="byte 6 "):
        decode("café – ".encode()[:7] + b"\xff" + "“x” é".encode(), "a")


def test_line_ends_and_blanks_are_kept() -> None:
    assert decode(b" a\r\nb\rc \n", "a").text == " a\r\nb\rc \n"


NAMES = (
    "Prime Minister Nikol Pashinyan, Recep Tayyip Erdogan, Ilham Aliyev, Hikmet Bayramov, "
    "Hakan Fidan and Ararat "
    "Mirzoyan met in Nakhchivan; Mohammad Javad Zarif, Ebrahim Raisi and Hossein "
    "Amir-Abdollahian sent greetings."
)
FOREIGN = {
    "de": "Die Regierung hat am Montag erklärt, dass sie die Verhandlungen fortsetzen "
    "will, auch wenn die Lage an der "
    "Front schwieriger geworden ist.",
    "es": "El presidente dijo el lunes que las tropas no abandonarán la región y que las "
    "conversaciones continuarán en "
    "la capital hasta el viernes próximo.",
    "ru": "Министерство иностранных дел заявило в понедельник, что переговоры о мире "
    "продолжатся в Женеве, несмотря на "
    "бои на востоке страны и новые обвинения обеих сторон.",
    "tr": "Dışişleri Bakanı pazartesi günü yaptığı açıklamada görüşmelerin cuma gününe "
    "kadar süreceğini ve iki ülkenin "
    "sınır kapısını yeniden açmak için anlaştığını söyledi.",
    "nl": "De regering heeft maandag verklaard dat zij de onderhandelingen wil "
    "voortzetten, ook al is de toestand aan "
    "het front moeilijker geworden en verwacht niemand een snel einde.",
    "zh": "外交部发言人星期一表示，两国将于下周在日内瓦继续举行和平谈"
    "判，双方都希望尽快结束边境冲突，恢复贸易和人员往来，国际社会对此表示欢迎。",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_other_languages_are_told(code: str) -> None:
    assert language_of(FOREIGN[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        NAMES,
        "Ciao.",
        "El presidente dijo que no.",
        "MOSCOW, BAKU AGREE ON GAS",
        "Putin, Lavrov, Peskov, Shoigu, Gerasimov, Patrushev, Medvedev, Volodin, "
        "Matviyenko, Naryshkin, Bortnikov, "
        "Zolotov, Kadyrov, Sobyanin, Mishustin, Siluanov, Nabiullina, Ushakov, Belousov, Kozak, Kiriyenko.",
    ],
)
def test_english_with_foreign_names_and_short_texts_are_never_refused(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-09-21T10:15:00Z", "2023-09-21"),
        ("20230921", "2023-09-21"),
        ("21st of September 2023", "2023-09-21"),
        ("Thu, 21 Sep 2023 10:15:00 GMT", "2023-09-21"),
        ("03/04/2023", "2023"),
        ("2023", "2023"),
        ("31 February 2023", "2023-02"),
        ("", None),
        ("2023-13-40", None),
    ],
)
def test_dates(text: str, day: str | None) -> None:
    assert iso_day(text) == day
