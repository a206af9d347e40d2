"""Which words are duals by their own form, and which only by what follows them."""

from __future__ import annotations

from functools import cache, partial

from parsers.units import dual_units
from parsers.words.clitics import find_stem
from parsers.words.lexemes import Grammar, Lexeme, grammar, lexeme
from parsers.words.nouns import MANY, ONE, TWO, TWO_OF, Form, noun_forms
from parsers.words.remembered import Remembered

PLAIN, CONSTRUCT, AGREEING, NAMED, EACH, CITED = "plain", "construct", "agreeing", "named", "each", "cited"
"""A dual whatever follows; in front of its genitive; where its adjectives or two names show it; where two names do;
where two things follow that have one each; behind words that cite."""
_SHORTEST, _SHORTEST_PARTICIPLE, _SHORTEST_OWN, _VERBAL_NOUN, _END = 4, 6, 7, 5, 2


@cache
def dual_forms(language: str, *, own: bool = True) -> Remembered[str | None]:
    """Of each folded word whether it is a dual by its form, or only by what follows it; None for all others."""
    return Remembered(partial(_dual_form, language=language, own=own))


def _dual_form(word: str, language: str, *, own: bool = True) -> str | None:
    rules = grammar(language)
    if not rules.words("duals", "suffixes") or len(word) < _SHORTEST or not _may_end(word, language):
        return None
    info, never = lexeme(word, language, own=own), _never(language)
    if info.stem in never or find_stem(never, word, language):
        return None
    if find_stem(_units(language), word, language):
        return PLAIN
    if info.ends:
        return None
    if info.stem in rules.words("duals", "shown"):
        return AGREEING
    return _known_dual(word, info, rules) or _looks_dual(info, rules, own=own)


def _may_end(word: str, language: str) -> bool:
    """Whether a word ends as any dual does: what it is made of need not be looked up of the others, three in four."""
    ends, endings = _endings(language)
    return word[-_END:] in ends or word.endswith(endings)


@cache
def _endings(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The last letters of all known duals, and the endings by which unknown ones are told."""
    rules, forms = grammar(language), noun_forms(language)
    duals = [word for word, found in forms.items() if any(form.number in (TWO, TWO_OF) for form in found)]
    told = [*duals, *_units(language), *rules.words("duals", "shown")]
    by_sight = ("own_suffixes", "suffixes", "participles", "endings")
    return frozenset(word[-_END:] for word in told), tuple(
        ending for key in by_sight for ending in rules.endings("duals", key)
    )


@cache
def _never(language: str) -> dict[str, bool]:
    return dict.fromkeys(grammar(language).words("duals", "never"), True)


@cache
def _units(language: str) -> dict[str, bool]:
    return dict.fromkeys(dual_units(language), True)


def _known_dual(word: str, info: Lexeme, rules: Grammar) -> str | None:
    """A known noun's dual that is no plural or singular as well, or its construct, which may be one."""
    if not info.forms:
        return None
    if TWO in info.numbers and not info.numbers & {ONE, MANY}:
        return PLAIN
    whole = {form.number for form in info.forms if not form.own}
    accusative = word.endswith(rules.endings("duals", "nominative")) and ONE in whole
    construct = TWO_OF in info.numbers and MANY not in whole and (accusative or ONE not in whole)
    if {TWO, MANY} <= info.numbers and info.definite:
        return NAMED
    if TWO in info.numbers and info.stem in rules.words("duals", "witnesses"):
        return CITED
    if {TWO_OF, MANY} <= info.numbers and _has_one_each(info.forms, rules):
        return EACH
    country = word.endswith(rules.endings("duals", "countries"))
    return CONSTRUCT if construct and not (info.definite or country) else None


def _has_one_each(forms: tuple[Form, ...], rules: Grammar) -> bool:
    """«سائقي السيارتين»: of a noun that a thing has one of, so that two things have two."""
    return any(form.lemma in rules.words("duals", "each") for form in forms)


def _has_own_suffix(info: Lexeme, rules: Grammar) -> bool:
    """«رائعتيه»: an unknown feminine's dual with a pronoun, and no verb."""
    verb = info.stem.startswith(rules.endings("duals", "never_own"))
    long = len(info.stem) >= _SHORTEST_OWN and not info.definite
    return long and not verb and info.stem.endswith(rules.endings("duals", "own_suffixes"))


def _is_no_dual(stem: str, rules: Grammar) -> bool:
    """Broken plurals, short words, and verbal nouns: «التأمين الصحي والاجتماعي»."""
    verbal = len(stem) == _VERBAL_NOUN and stem.startswith(rules.endings("duals", "verbal_nouns"))
    return verbal or len(stem) < _SHORTEST or stem.endswith(rules.endings("duals", "never_endings"))


def _looks_dual(info: Lexeme, rules: Grammar, *, own: bool) -> str | None:
    """An unknown feminine in «ـتين»; not a participle, which is an adjective of some dual in front."""
    if own and not info.forms and _has_own_suffix(info, rules):
        return PLAIN
    if info.forms or (info.adjective and not info.definite) or _is_no_dual(info.stem, rules):
        return None
    participle = info.stem.startswith(rules.endings("phrase", "adjective_beginnings"))
    if not participle and len(info.stem) > _SHORTEST and info.stem.endswith(rules.endings("duals", "suffixes")):
        return PLAIN
    if info.definite and info.stem.endswith(rules.endings("duals", "participles")):
        return PLAIN if len(info.stem) >= _SHORTEST_PARTICIPLE else None
    agreeing = info.definite and not info.adjective
    return AGREEING if agreeing and info.stem.endswith(rules.endings("duals", "endings")) else None
