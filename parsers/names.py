"""Personal names: romanised as the Moroccan press writes them, and told from other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from parsers.words.presswords import longest_words, press_words, words_of
from parsers.words.text import strip_accents
from parsers.words.typography import fold, normalise

_MAGHREB = frozenset({"MA", "DZ", "TN", "MR", "EH", "LY"})
_LONGEST_PHRASE = 3
_SERVANT = "عبد"
_INITIAL = re.compile(r"[\u0620-\u064a]\.")
_BEHIND_INITIAL = re.compile(rf"(?<!\S){_INITIAL.pattern}\s")
_JOINED_SERVANT = re.compile(rf"{_SERVANT}ال\w{{3}}")
_ARABIC = re.compile(r"[\u0620-\u065f]")
_LETTERS = {
    "ا": "a",
    "أ": "a",
    "إ": "i",
    "آ": "a",
    "ء": "",
    "ؤ": "ou",
    "ئ": "i",
    "ب": "b",
    "ت": "t",
    "ث": "t",
    "ج": "j",
    "ح": "h",
    "خ": "kh",
    "د": "d",
    "ذ": "d",
    "ر": "r",
    "ز": "z",
    "س": "s",
    "ش": "ch",
    "ص": "s",
    "ض": "d",
    "ط": "t",
    "ظ": "d",
    "ع": "a",
    "غ": "gh",
    "ف": "f",
    "ق": "k",
    "ك": "k",
    "گ": "g",
    "ڭ": "g",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ه": "h",
    "ة": "a",
    "ى": "a",
    "و": "ou",
    "ي": "i",
    "پ": "p",
    "ڤ": "v",
}
"""Letters as French spelling renders them in Morocco, Algeria and Tunisia."""
_ENGLISH = {"ش": "sh", "و": "u", "ث": "th", "ذ": "dh", "ق": "q"}
"""Where the press romanises by English habits instead."""
_VOWEL_MARKS = {
    "\u064e": "a",
    "\u064f": "ou",
    "\u0650": "i",
    "\u0652": "",
    "\u0651": "",
    "\u064b": "",
    "\u064c": "",
    "\u064d": "",
}
_LONG = frozenset("اأإآىوية")
_PREFIXES = (("بن", "Ben"), ("بل", "Bel"), ("بو", "Bou"), ("أبو", "Abou"), ("ال", "El "), ("أو", "Ou"))
"""What family names begin with; each needs three letters after it to be a prefix and not part of the root."""
_PARTICLES = {
    "بن": "Ben",
    "ابن": "Ibn",
    "بنت": "Bent",
    "أبو": "Abou",
    "ابو": "Abou",
    "ولد": "Ould",
    "أيت": "Aït",
    "آيت": "Aït",
    "آل": "Al",
    "أم": "Oum",
    "لالة": "Lalla",
    "د.": "Dr",
}
_SUN_LETTERS = frozenset("تثدذرزسشصضطظلن")

_LIST_OF_NAME_PARTICLES = """
de du des la le el al van von der den di da dos das del ben bin ibn ait aït ould o' mc mac st y e und et and
bint abu abou zu ter ten
"""
_NAME_PARTICLES = frozenset(_LIST_OF_NAME_PARTICLES.split())
_NOT_IN_NAMES = re.compile(r"[\d@#/\\<>{}|_+=*?!%:;©®]|https?|www|\.(?:com|net|org|ma|fr|de)\b", re.IGNORECASE)


def romanise(name: str, country: str | None = None) -> str:
    """Give a personal name in Latin letters: by the lexicon, and by rule where it does not know a word.

    Args:
        name: As displayed; words in Latin letters stay as they are.
        country: ISO 3166-1 alpha-2 of the newspaper; outside the Maghreb unknown words follow English habits.

    >>> romanise("يوسف هناني")
    'Youssef Hannani'
    >>> romanise("فاطمة الزهراء الودغيري")
    'Fatima Zahra Oudghiri'
    """
    if not _ARABIC.search(name):
        return name
    words = normalise(name).replace("\u0640", "").split()
    return " ".join(_parts(words, french=country is None or country in _MAGHREB))


def _parts(words: list[str], *, french: bool) -> Iterator[str]:
    known = _lexicon()
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            latin = known.get(fold(" ".join(words[at : at + size])))
            if latin:
                yield latin
                at += size
                break
        else:
            servant = _servant(words, at, french=french)
            yield servant or _word(words[at], french=french)
            at += 2 if servant else 1


def _servant(words: list[str], at: int, *, french: bool) -> str:
    """«عبد» and the attribute after it are one name: Abdel…, with the sun letter doubled."""
    if words[at] != _SERVANT or at + 1 >= len(words) or not words[at + 1].startswith("ال"):
        return ""
    root = words[at + 1][2:]
    rest = _spell(root, french=french)
    return f"Abde{rest[:1]}{rest}" if root[:1] in _SUN_LETTERS else f"Abdel{rest}"


def _word(word: str, *, french: bool) -> str:
    if not _ARABIC.search(word):
        return word
    if word in _PARTICLES:
        return _PARTICLES[word]
    for prefix, latin in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            rest = word[len(prefix) :]
            whole = _lexicon().get(fold(rest)) or _capital(_spell(rest, french=french))
            return latin + (whole if latin.endswith(" ") else whole.lower())
    return _capital(_spell(word, french=french))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _spell(word: str, *, french: bool) -> str:
    """Spell a word letter by letter, with an "a" where two consonants would begin it or three would meet."""
    letters = _LETTERS if french else {**_LETTERS, **_ENGLISH}
    spelt = ""
    plain = [letter for letter in word if letter in letters or letter in _VOWEL_MARKS]
    for index, letter in enumerate(plain):
        if letter in _VOWEL_MARKS:
            spelt += _VOWEL_MARKS[letter] if letter != "\u0651" else spelt[-1:]
            continue
        spelt += _sound(plain, index, letters)
        if _needs_vowel(plain, index):
            spelt += "a"
    return re.sub(r"(?<=[aeiou])s(?=[aeiou])", "ss", re.sub(r"aa+", "a", re.sub(r"ii+", "i", spelt)))


def _sound(plain: list[str], index: int, letters: dict[str, str]) -> str:
    letter = plain[index]
    following = plain[index + 1] if index + 1 < len(plain) else ""
    if letter == "ي" and (index == 0 or following in {"ا", "و", "ة", "ى"}):
        return "y"
    if letter == "و" and following in {"ا", "ي", "ة"}:
        return "ou" if index == 0 or letters["و"] == "ou" else "w"
    return letters[letter]


def _needs_vowel(plain: list[str], index: int) -> bool:
    if (
        plain[index] in _LONG
        or index + 1 >= len(plain)
        or plain[index + 1] in _LONG
        or plain[index + 1] in _VOWEL_MARKS
    ):
        return False
    vowel_before = index > 0 and plain[index - 1] in _LONG
    return (
        not vowel_before
        and (index == 0 or index + 2 < len(plain))
        and not (index > 0 and plain[index - 1] not in _LONG and index + 2 >= len(plain))
    )


@cache
def _lexicon() -> dict[str, str]:
    table = press_words("names")["ar"]
    return {fold(name): latin for group in ("family", "given") for name, latin in table[group].items()}


@cache
def _given() -> frozenset[str]:
    table = press_words("names")["ar"]
    words = (word for name, latin in table["given"].items() for word in (name, latin))
    return frozenset(_key(word) for word in (*words, *table["also"]["given"]))


def _key(word: str) -> str:
    """The form in which names are looked up: «Saïd» is «Said», too."""
    folded = fold(word)
    return folded if _ARABIC.search(folded) else strip_accents(folded)


def looks_like_name(text: str, *, strict: bool = False) -> bool:
    """Say whether a phrase can be a personal name.

    Args:
        text: The phrase, labels and places cut off.
        strict: Ask for a given name that the lexicon knows, for a phrase that nothing else marks as a name.

    >>> looks_like_name("خديجة أزنود", strict=True), looks_like_name("أخبار وطنية", strict=True)
    (True, False)
    >>> looks_like_name("Jean-Pierre de la Tour"), looks_like_name("Read our newsletter")
    (True, False)
    """
    words = text.split()
    if not 1 < len(words) <= 6 or len(text) > 60 or _NOT_IN_NAMES.search(text):
        return False
    if _ARABIC.search(text):
        return not strict or begins_with_given(words)
    if not all(word[:1].isupper() or word.lower() in _NAME_PARTICLES or not word.isascii() for word in words):
        return False
    return not strict or begins_with_given(words)


@cache
def _words_of_given() -> frozenset[str]:
    return longest_words(_given())


def may_hold_given(text: str) -> bool:
    """Say whether a text has a word without which it cannot hold a given name that the lexicon knows.

    >>> may_hold_given("Photos : Saïd Alami"), may_hold_given("Read our newsletter")
    (True, False)
    """
    if _SERVANT in text or ("." in text and _BEHIND_INITIAL.search(text)):
        return True
    words = fold(text)
    plain = words if words.isascii() else f"{words} {strip_accents(words)}"
    return not _words_of_given().isdisjoint(plain.split())


def begins_with_given(words: list[str]) -> bool:
    """Say whether a phrase begins with a given name that the lexicon knows, its initial, or «عبد» and an attribute.

    >>> begins_with_given(["ع.", "الوهبادي"]), begins_with_given(["د.", "الوهبادي"])
    (True, False)
    """
    known = any(_key(" ".join(words[:size])) in _given() for size in (1, 2, 3))
    initial = _INITIAL.fullmatch(words[0]) is not None and words[0] not in words_of("bylines", "roles")
    return known or initial or (words[0] == _SERVANT and len(words) > 1) or _JOINED_SERVANT.match(words[0]) is not None
