"""Scores in figures: «2-1», «0/5» where a match is told."""

from __future__ import annotations

from parsers.rules.cues import asked_beside
from parsers.rules.drafts import SCORE, Draft, Refusal
from parsers.rules.mentions import CARDINAL, Mention
from parsers.units import unit_at
from parsers.words.reading import Reading
from parsers.words.text import BREAK, DIGITS

_SIGNS = {"-", "/", ":"}
_REACH, _HEAD_REACH, _BEATEN_REACH, _NAME_REACH = 14, 4, 2, 8
_BEST_MARKS, _MARK_REACH = (10, 20), 6
_PHRASE_ENDS = (".", ",", ";", "(", ")", "")
_MOST_GOALS, _BRACKETED_GOALS, _MOST_POINTS = 999, 20, 200
_RESULT_LENGTH, _LONGEST_TALLY, _TALLIES = 3, 4, 4
_LONGEST_SIDE, _RESULT_ENDS = 4, (":", ".", ";", "(", "")
"""Tokens of a result in figures: «11-9»."""


@asked_beside(behind="- / : scores.to scores.against")
def score_in_figures(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """«2-1», «0/5» where a match is told; the same figures elsewhere are no score."""
    if place + 1 >= len(mentions):
        return None
    left, right = mentions[place], mentions[place + 1]
    if left.kind != CARDINAL or right.kind != CARDINAL or right.first != left.last + 1:
        return None
    if _is_mark(reading, left, right):
        return _score(left, right, "score_in_figures", right.last)
    if _is_vote(reading, left, right):
        return _score(left, right, "score_in_figures", right.last)
    joined = reading.words[left.last] in _SIGNS or _is_told(reading, left, right)
    return _joined_figures(reading, left, right) if joined and _figures(reading, left, right) else None


def _is_told(reading: Reading, left: Mention, right: Mention) -> bool:
    """«sur un score de ⟦29 à 28⟧», "won ⟦21 to 3⟧": joined by a word, the winner first."""
    told = reading.says(left.last, "scores", "to") and left.value > right.value and _is_headed(reading, left)
    return told and unit_at(reading, right.last) is None


def _is_vote(reading: Reading, left: Mention, right: Mention) -> bool:
    """«adopté par ⟦438 contre 86⟧», «à une large majorité (⟦56 contre 44⟧)»: without a noun, where a vote is told."""
    before = left.first - 1
    told = reading.word(before) == "(" or reading.says(before, "fractions", "by")
    if not told or not reading.says(left.last, "scores", "against") or unit_at(reading, right.last):
        return False
    around = reading.sentence_window(left.first, _REACH)
    return reading.any_says(around.start, around.stop, "scores", "votes")


def _joined_figures(reading: Reading, left: Mention, right: Mention) -> Draft | Refusal | None:
    """What two figures joined by a sign or a word are: a result where a match is told."""
    if reading.says(right.last, "scores", "never_before"):
        return Refusal("odds", 2)
    if reading.says(left.first - 1, "ranges", "from") and reading.says(left.first - 2, "ranges", "spans"):
        return None  # "marks range from 1-31"
    around = reading.sentence_window(left.first, _REACH)
    shaped = _in_brackets(reading, left, right) or _between_names(reading, left, right)
    shaped = shaped or _ends_a_phrase(reading, left, right) or _fills_a_line(reading, left, right)
    shaped = shaped or _tells_a_result(reading, left, right) or _tells_hits(reading, left, right)
    growing = left.value < right.value and reading.words[left.last] == "-"
    if not shaped and not _tells_a_match(reading, around, growing=growing):
        return Refusal("figures_joined", 2) if reading.words[left.last] == "/" else None
    return _score(left, right, "score_in_figures", right.last)


def _tells_a_match(reading: Reading, around: range, *, growing: bool) -> bool:
    """Whether a match is told of there; figures that grow are a span beside words like "lead to" where no sport is."""
    told = [at for at in around if reading.says(at, "scores", "context")]
    weak = growing and all(reading.says(at, "scores", "weak") for at in told)
    return bool(told) and (not weak or reading.says_anywhere("scores", "sports"))


def _is_mark(reading: Reading, left: Mention, right: Mention) -> bool:
    """«une moyenne de ⟦19,53/20⟧»: a mark at school, out of the best."""
    best = reading.words[left.last] == "/" and right.value in _BEST_MARKS and left.value <= right.value
    return best and reading.any_says(left.first - _MARK_REACH, left.first, "scores", "marks")


def _is_headed(reading: Reading, left: Mention) -> bool:
    """«sur un score de ⟦29 à 28⟧»: where "from … to …" means changes as well, the word for a result must be said."""
    if not reading.rules.text("scores", "heads"):
        return True
    headed = reading.any_says(left.first - _HEAD_REACH, left.first, "scores", "heads")
    return (
        headed
        or _is_of_a_result(reading, left)
        or reading.any_says(left.first - _BEATEN_REACH, left.first, "scores", "beaten")
        or _beats(reading, left)
    )


def _tells_a_result(reading: Reading, left: Mention, right: Mention) -> bool:
    """«un revers de ⟦3-1⟧», and «un gain de ⟦3 à 2⟧» in a text about sport; but «un gain de 3-4 %»."""
    if not _is_of_a_result(reading, left) or unit_at(reading, right.last):
        return False
    return reading.words[left.last] == "-" or reading.says_anywhere("scores", "sports")


def _is_of_a_result(reading: Reading, left: Mention) -> bool:
    """«un gain de ⟦3 à 2⟧ en prolongation»."""
    return reading.says(left.first - 1, "phrase", "genitive") and reading.says(left.first - 2, "scores", "results")


def _tells_hits(reading: Reading, left: Mention, right: Mention) -> bool:
    """«13 points à ⟦5/9⟧»: of so many shots so many hit."""
    of_shots = reading.words[left.last] == "/" and left.value <= right.value
    return of_shots and reading.says(left.first - 1, "scores", "to") and reading.says(left.first - 2, "scores", "hits")


def _beats(reading: Reading, left: Mention) -> bool:
    """«Le WAC a battu le TP Mazembe ⟦3 à 0⟧.»: whom a side has beaten stands between, and nothing behind."""
    for place in range(left.first - 1, max(left.first - _NAME_REACH, -1), -1):
        if reading.says(place, "scores", "beaten"):
            few = left.value <= _BRACKETED_GOALS or reading.says_anywhere("scores", "sports")
            return place < left.first - 1 and few
        named = reading.is_word(place) and reading.tokens.text(place)[:1].isupper()
        if not named and not _links_a_name(reading, place, left.first):
            return False
    return False


def _links_a_name(reading: Reading, place: int, first: int) -> bool:
    """Whether it may stand beside the name of who was beaten, or where: «s'imposant nettement à Pontault, 28 à 22»."""
    linked = reading.says(place, "phrase", "definite_articles") or reading.says(place, "ranges", "to")
    adverb = reading.ends_in(place, "phrase", "adverb_endings")
    return linked or adverb or reading.word(place) == "-" or (place == first - 1 and reading.word(place) == ",")


def _between_names(reading: Reading, left: Mention, right: Mention) -> bool:
    """Whether names stand on either side: "Fulham ⟦2-1⟧ Southampton"."""
    names = left.first - 1, right.last
    dashed = reading.words[left.last] == "-" and reading.glued(right.first)
    capitals = all(reading.is_word(at) and reading.tokens.text(at)[0].isupper() for at in names)
    return dashed and capitals and max(left.value, right.value) <= _BRACKETED_GOALS


def _ends_a_phrase(reading: Reading, left: Mention, right: Mention) -> bool:
    """Whether no noun follows, in a text about sport: "went ahead ⟦36-30⟧."."""
    dashed = reading.words[left.last] == "-" and reading.glued(left.last) and reading.glued(right.first)
    after = right.last
    alone = reading.word(after) in _PHRASE_ENDS or reading.says(after, "phrase", "genitive")
    alone = alone or (reading.is_word(after) and reading.lexeme(after).ends)
    before = reading.is_word(left.first - 1) or reading.word(left.first - 1) == ","  # "did the same, 2-0, at Rome"
    return dashed and alone and before and reading.says_anywhere("scores", "sports")


def _fills_a_line(reading: Reading, left: Mention, right: Mention) -> bool:
    """Whether nothing else stands in its line, in a text about sport: the table of a match has it between the sides."""
    if reading.word(left.last) != "-" or max(left.value, right.value) > _BRACKETED_GOALS:
        return False
    breaks = left.first - 1, right.last
    alone = all(0 <= at < len(reading) and reading.tokens.kind(at) == BREAK for at in breaks)
    return alone and reading.says_anywhere("scores", "sports")


def _in_brackets(reading: Reading, left: Mention, right: Mention) -> bool:
    """«(2-1, 85e)»: two small figures in brackets are a result, whatever is told around them.

    Greater ones that fall are one behind a name, in a text about sport: «battus à Golden State (⟦119-97⟧)».
    """
    if reading.words[left.last] != "-" or reading.word(right.last) not in (")", ","):
        return False
    if max(left.value, right.value) > _BRACKETED_GOALS:
        return _is_won_by_a_name(reading, left, right)
    first = left.first
    while _result_ends(reading, first - 1):  # «(6-11, ⟦11-9⟧, 6-11)»
        first -= _RESULT_LENGTH + 1
    return reading.word(first - 1) == "("


def _is_won_by_a_name(reading: Reading, left: Mention, right: Mention) -> bool:
    """Whether figures that fall are alone in brackets behind a name, in a text about sport: «l'ASVEL (⟦84-79⟧)»."""
    name = left.first - 2
    alone = reading.word(left.first - 1) == "(" and reading.word(right.last) == ")" and reading.is_word(name)
    won = _MOST_POINTS >= left.value > right.value and reading.glued(right.first)
    named = alone and reading.tokens.text(name)[:1].isupper()
    return won and named and reading.says_anywhere("scores", "sports")


def _result_ends(reading: Reading, comma: int) -> bool:
    """Whether two figures joined by a hyphen stand in front of a comma."""
    first = comma - _RESULT_LENGTH
    figures = first >= 0 and all(reading.tokens.kind(at) == DIGITS for at in (first, comma - 1))
    return figures and reading.word(comma) == "," and reading.word(comma - 2) == "-" and reading.glued(comma - 1)


def _figures(reading: Reading, left: Mention, right: Mention) -> bool:
    whole = all(_is_figure(reading, side) for side in (left, right))
    small = left.value <= _MOST_GOALS and right.value <= _MOST_GOALS
    if reading.word(left.first - 1) in _SIGNS and reading.glued(left.first):
        return False  # "a 4-2-1 record" has three parts
    return whole and small and right.last - right.first == 1 and reading.word(right.last) not in _SIGNS


def _score(left: Mention, right: Mention, rule: str, last: int) -> Draft:
    both = Mention(left.first, right.last, left.start, right.end, CARDINAL, left.value, right.value)
    return Draft(rule, SCORE, both, left.value, last, value_max=right.value, used=2)


def _is_figure(reading: Reading, side: Mention) -> bool:
    """Whole figures, or the word for none: «4-صفر»."""
    return (reading.tokens.kind(side.first) == DIGITS and side.value == int(side.value)) or side.value == 0


def score_stands_at(reading: Reading, place: int) -> bool:
    """Whether two figures joined by a sign stand there, in a sentence that tells a match."""
    joined = reading.word(place + 1) in _SIGNS and place + 2 < len(reading)
    if not joined or reading.tokens.kind(place + 2) != DIGITS:
        return False
    around = reading.sentence_window(place, _REACH)
    return reading.any_says(around.start, around.stop, "scores", "context")


def score_of_goals_and_behinds(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read a match of Australian rules, whose brackets hold the sum: "⟦13.12 (90) to 12.15 (87)⟧"."""
    sides = mentions[place : place + _TALLIES]
    goal = reading.rules.text("scores", "behinds")
    if not goal or len(sides) < _TALLIES or sides[2].first - sides[1].last - 1 > _LONGEST_SIDE + 1:
        return None
    if not all(_is_a_sum(reading, tally, total, int(goal)) for tally, total in (sides[:2], sides[2:])):
        return None
    last = sides[3].last + (reading.word(sides[3].last) == ")")
    both = Mention(sides[0].first, last, sides[0].start, reading.end(last), CARDINAL, sides[1].value, sides[3].value)
    return Draft("score_of_goals_and_behinds", SCORE, both, both.value, last, value_max=sides[3].value, used=_TALLIES)


def _is_a_sum(reading: Reading, tally: Mention, total: Mention, goal: int) -> bool:
    """Whether a number in brackets is what the goals and behinds in front of it make: "13.12 (⟦90⟧)"."""
    goals, _, behinds = tally.text(reading).partition(".")
    figures = goals.isdigit() and behinds.isdigit() and len(goals + behinds) <= _LONGEST_TALLY
    beside = total.first == tally.last + (reading.word(tally.last) == "(")
    return figures and beside and int(goals) * goal + int(behinds) == total.value


@asked_beside(behind=",")
def score_of_a_line(reading: Reading, mentions: list[Mention], place: int) -> Draft | Refusal | None:
    """Read what either side has behind its name: "Wild ⟦4, Sabres 1⟧: Novak scored twice"."""
    if place + 1 >= len(mentions) or reading.word(mentions[place].last) != ",":
        return None
    left, right = mentions[place], mentions[place + 1]
    if not 0 < right.first - left.last - 1 <= _LONGEST_SIDE or not all(
        _is_goals(reading, side) for side in (left, right)
    ):
        return None
    closed = reading.word(right.last) in _RESULT_ENDS or reading.is_stop(right.last)
    if (
        not closed
        or not _names_a_side(reading, left.last + 1, right.first)
        or not reading.says_anywhere("scores", "sports")
    ):
        return None
    first = left.first - 1
    while left.first - first <= _LONGEST_SIDE and not reading.begins_sentence(first) and _is_capital(reading, first):
        first -= 1
    told = left.value > right.value and not reading.says(right.first - 1, "identifiers", "before")
    opens = told and first < left.first and _names_a_side(reading, first, left.first) and reading.begins_sentence(first)
    return _score(left, right, "score_of_a_line", right.last) if opens else None


def _is_goals(reading: Reading, side: Mention) -> bool:
    figures = side.kind == CARDINAL and reading.tokens.kind(side.first) == DIGITS and side.last - side.first == 1
    return figures and side.value <= _MOST_GOALS and not unit_at(reading, side.last)


def _names_a_side(reading: Reading, first: int, last: int) -> bool:
    """Whether only capitalised words stand between two places."""
    return first < last and all(_is_capital(reading, at) for at in range(first, last))


def _is_capital(reading: Reading, place: int) -> bool:
    return reading.is_word(place) and reading.tokens.text(place)[:1].isupper()
