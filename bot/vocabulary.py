"""The words people reply with, in one language: read from `replywords/<language>.yaml`, English added.

Whatever language a conversation is in, people also know the English words; where such a word means something
else in their language (Polish "no" is a yes) that language lists it under `false_friends`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from ruamel.yaml import YAML

from bot.normalise import fold, normalise
from surveys.model import BASE_LANGUAGE

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a choice can mean and the ready-made words for it.

    `accept` may stand inside a few words; `whole` only as the whole reply; `ask` is likely, so it is asked
    about and never taken. `sense` is 1 for a yes, -1 for a no, 0 for neither.
    """

    name: str
    """`yes` for every kind of yes, `no` for every kind of no, else its own."""
    sense: int
    codes: Words
    names: Words
    needs: Words
    accept: Words = frozenset()
    whole: Words = frozenset()
    ask: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every list of one language, folded for comparing. `lists` holds the plain ones by name."""

    language: str
    lists: Mapping[str, Words]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    quantities: Mapping[str, int]
    meanings: Mapping[str, Meaning]
    commands: Mapping[str, Words]
    dates: Mapping[str, Mapping[str, int]]
    confirm: Mapping[str, Words]
    emoji: Mapping[str, Words]

    def __getitem__(self, name: str) -> Words:
        return self.lists.get(name, frozenset())


@cache
def vocabulary(language: str) -> Vocabulary:
    """Give the words of `language` with the English ones; `pt-BR` reads `pt`; unknown ones read English."""
    own = _file(language.split("-")[0])
    english = {} if language == BASE_LANGUAGE else _file(BASE_LANGUAGE)
    friends = _listed(own.get("false_friends"))
    number_words = _numbers(own, english, "number_words", friends)
    return Vocabulary(
        language=language,
        lists={name: _listed(own.get(name)) | (_listed(english.get(name)) - friends)
               for name in {*own, *english} if not isinstance((own or english).get(name), dict)},
        numbers=number_words,
        ordinals=_numbers(own, english, "ordinals", friends),
        quantities=_numbers(own, english, "more_numbers", friends) | number_words,
        meanings=_meanings(own, english, friends),
        commands=_merged(own, english, "commands"),
        dates={name: _numbers(own.get("dates", {}), english.get("dates", {}), name, friends)
               for name in ("months", "weekdays", "days", "ago")}
        | {name: dict.fromkeys(_listed(own.get("dates", {}).get(name))
                               | _listed(english.get("dates", {}).get(name)), 0)
           for name in ("last", "next", "ago_word")},
        confirm={name: words - friends for name, words in _merged(own, english, "confirm").items()},
        emoji={name: frozenset(normalise(pictures).split()) for name, pictures in _file("emoji").items()})


@cache
def language_names(*, own: bool = False) -> Mapping[str, str]:
    """Give each folded way to ask for a language and the language; with `own`, only what its speakers call it."""
    kinds = ("own",) if own else ("own", "also")
    return {name: language for language, names in _file("languages").items() for kind in kinds
            for name in _listed(names.get(kind))}


@cache
def _file(name: str) -> dict[str, Any]:
    source = files("bot") / "replywords" / f"{name}.yaml"
    if not source.is_file():
        return {}
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(source.read_text("utf-8"))
    return loaded


def _listed(phrases: object) -> Words:
    """Give the folded phrases of a comma-separated list."""
    if not isinstance(phrases, str):
        return frozenset()
    return frozenset(folded for phrase in phrases.replace("،", ",").split(",")
                     if (folded := fold(normalise(phrase))))


def _numbers(own: Mapping[str, Any], english: Mapping[str, Any], name: str, friends: Words) -> dict[str, int]:
    named = {**english.get(name, {}), **own.get(name, {})}
    return {folded: int(number) for word, number in named.items()
            if (folded := fold(normalise(str(word)))) not in friends or word in own.get(name, {})}


def _merged(own: Mapping[str, Any], english: Mapping[str, Any], name: str) -> dict[str, Words]:
    mine, base = own.get(name, {}), english.get(name, {})
    return {key: _listed(mine.get(key)) | _listed(base.get(key)) for key in {*mine, *base}}


def _meanings(own: Mapping[str, Any], english: Mapping[str, Any], friends: Words) -> dict[str, Meaning]:
    return {name: Meaning(
        name=row.get("like", name), sense=row["sense"], needs=_listed(row.get("needs")),
        codes=frozenset(code.strip() for code in row["codes"].split(",")), names=_listed(row["names"]),
        **{kind: _words_for(own, names, kind) | (_words_for(english, names, kind) - friends)
           for kind in ("accept", "whole", "ask")})
        for name, row in _file("meanings").items() for names in [{name, row.get("like", name)}]}


def _words_for(file: Mapping[str, Any], names: Collection[str], kind: str) -> Words:
    """Give the words of one kind for a meaning; yes and no also gain "they do", "it isn't" and the like."""
    listed = file.get("meanings", {})
    words = frozenset[str]().union(*(_listed(listed.get(name, {}).get(kind)) for name in names))
    verbs = "affirm" if "yes" in names else "deny" if "no" in names else ""
    if kind != "ask" or not verbs:
        return words
    spoken = product(_listed(file.get("pronouns")), _listed(file.get(verbs)))
    return words | _listed(file.get(verbs)) | {" ".join(pair) for pair in spoken}
