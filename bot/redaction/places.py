"""Places that lead to a home: postcodes, whole or outward, and streets."""

import re
from collections.abc import Iterator

from bot.redaction.span import Span

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR "
    "NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA "
    "WC WD WF WN WR WS WV YO ZE").replace(" ", "|")
_WHOLE = re.compile(rf"\b(?:{_AREAS}|GIR)\d[A-Z\d]?[ \-]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}}\b", re.IGNORECASE)
_NOT_HOME = re.compile(
    r"(?:room|class|form|block|set|level|group|unit|table|question|bus|year|grade|tutor|page|seat|bay|gate|platform|"
    r"the|motorway|band|corridor|locker|hall|vitamin|version|key ?stage)\W{1,2}$", re.IGNORECASE)
_OUTWARD = re.compile(rf"\b(?!CO2\b|SO2\b|IP\d\b|ME2\b)(?:{_AREAS})\d{{1,2}}[A-Z]?\b")
_CUED = re.compile(
    rf"\b(?:post ?code(?: is)?|live in|lives in|live near|lives near|house in|flat in|area)\W{{1,3}}"
    rf"((?:{_AREAS})\d{{1,2}}[A-Z]?)\b", re.IGNORECASE)
_STRONG = "street|road|avenue|lane|crescent|gardens|grove|terrace|mews|rd|ave|cres|gdns"
_WEAK = "close|drive|way|court|place|park|square|hill|row|walk|rise|view|green|house|towers?|parade|st|dr|estate"
_COMMON = (r"(?!(?:of|the|in|on|my|a|an|to|and|for|at|is|are|was|were|this|that|these|their|our|your|his|her|"
           r"minutes?|mins?|hours?|days?|weeks?|times?|people|years?|main|side|same|wrong|whole|long|busy|out|"
           r"across|down|up|near|cross|crossing|over|from|by|every|each|which|what|one|other|next|cars?|miles?)\b)")
_NAME = rf"{_COMMON}[A-Za-z][\w'’]{{1,20}}"
_TITLE = r"[A-Z][\w'’]{1,20}"
_STREETS = (
    re.compile(rf"\b(?:flat \d{{1,4}}[a-z]?,? )?(?:number |no\.? ?)?\d{{1,4}}[a-z]?,? (?:{_NAME} ){{1,3}}"
               rf"(?:{_STRONG})\b", re.IGNORECASE),
    re.compile(rf"\b(?:[Ff]lat \d{{1,4}}[a-z]?,? )?(?:[Nn]umber |[Nn]o\.? ?)?\d{{1,4}}[a-zA-Z]?,? (?:{_TITLE} ){{1,3}}"
               rf"(?i:{_WEAK})\b"),
    re.compile(rf"\b(?!(?:The|My|Our|This|That|Main|Cross|One)\b)(?:{_TITLE} ){{1,2}}"
               r"(?:Street|Road|Avenue|Lane|Crescent|Gardens|Grove|Terrace|Mews|Close|Drive|Rd|Ave|Estate)\b"),
    re.compile(rf"\b(?:live|lives|lived|living|house is|flat is|stay|stays) (?:on|in|at|down|up|near) "
               rf"((?:{_NAME} ){{1,2}}(?:{_STRONG}|{_WEAK}))\b", re.IGNORECASE),
    re.compile(r"\bflat \d{1,4}[a-z]?\b(?:,? [A-Z]\w{2,20}(?: [A-Z]\w{2,20})?)?"),
)


def places(text: str) -> Iterator[Span]:
    """Find postcodes and streets."""
    for pattern in (_WHOLE, _CUED, *_STREETS):
        group = pattern.groups
        yield from (Span(*match.span(group), "place") for match in pattern.finditer(text))
    for match in _OUTWARD.finditer(text):
        if not _NOT_HOME.search(text, max(0, match.start() - 16), match.start()):
            yield Span(match.start(), match.end(), "place")
