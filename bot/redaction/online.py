"""What leads to a person online: e-mail addresses, also spelled out, links, and names on other services."""

import re
from collections.abc import Iterator

from bot.redaction.span import Span, Token

_DOT = r"(?: ?\(dot\) ?| ?\[dot\] ?| dot |\.| ?\. ?(?=(?:com|co|org|net|uk)\b))"
_AT = r"(?: ?@ ?| ?\(at\) ?| ?\[at\] ?| at )"
_MAIL = "gmail|googlemail|hotmail|outlook|yahoo|icloud|live|msn|aol|protonmail|btinternet|sky"
_LOCAL = r"[\w+\-]{1,40}(?:(?:\.| ?\(dot\) ?| ?\[dot\] ?| (?:dot|underscore|dash|hyphen) )[\w+\-]{1,40}){0,5}"
_ENDS = "com|net|org|co|uk|io|gg|tv|app|info|xyz|online|site|dev|link|sch|ac|gov|eu|ly|club|blog|page|chat"
_SERVICE = (r"insta(?:gram)?|ig|snap ?chat|snap|sc|tik ?tok|tt|discord|telegram|twitter|roblox|xbox|psn|ps5|gamer ?tag|"
            r"fortnite|steam|twitch|you ?tube|yt|kik|facebook|fb|threads|whatsapp|bereal")
_LABEL = r"(?: (?:name|user|username|handle|account|acc|id|tag))?"
_ACCOUNT = rf"(?:{_SERVICE}|user ?name|handle)"
_HANDLE = r"[A-Za-z0-9][\w.\-]{1,29}"
_ODD = r"(?=[\w.\-]{0,28}(?:\d|_|[A-Za-z0-9]\.[A-Za-z0-9]))"
_ORDINARY = (
    r"(?!(?:private|public|banned|hacked|broken|deleted|down|gone|blocked|off|on|not|the|a|an|my|better|best|bad|boring|"
    r"fun|good|great|full|dead|always|too|so|really|very|where|how|what|when|why|rubbish|trash|and|or|but|is|was|it|"
    r"at|in|for|to|all|more|also|just|where|because|banter|blocked|being|about|of|i|im|we|they|he|she|you|mine|there|"
    r"ok|okay|fine|allowed|slow|stupid|safe|unsafe|toxic|open|closed|only|still|never|lots|people|everyone)\b)")

_PATTERNS: tuple[tuple[str, Token], ...] = (
    (r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,4}", "email"),
    (rf"(?<![\w.+\-]){_LOCAL}{_AT}[\w\-]{{2,40}}(?:{_DOT}(?:{_ENDS})\b){{1,3}}", "email"),
    (rf"(?<![\w.+\-]){_LOCAL}{_AT}(?:{_MAIL})(?: (?:com|co uk|uk))?\b", "email"),
    (r"\b(?:https?://|www\.)\S{2,}", "link"), (r"\bh(?:tt|xx)ps?:? ?/ ?/ ?\S+", "link"),
    (rf"(?<![\w.\-@])(?:[a-z0-9][\w\-]{{0,40}}\.){{1,4}}(?:{_ENDS})\b(?:/\S{{0,200}})?", "link"),
    (r"(?<![\w.\-@])[a-z0-9][\w\-]{0,40}\.[a-z]{2,6}/\w\S{0,200}", "link"),
    (rf"\b[\w\-]{{2,30}}(?: dot [\w\-]{{2,30}}){{0,2}} dot (?:{_ENDS})\b(?: (?:slash|/) ?[\w.\-]{{1,40}})?", "link"),
    (r"(?<![\w@.])@[A-Za-z0-9_][\w.]{1,29}", "link"),
    (r"(?<![\w.])[A-Za-z]\w{1,31}#\d{4}\b", "link"),
    # A word with an underscore within it, or dots and figures, is a name on some service.
    (r"(?<![\w.@])[A-Za-z0-9][A-Za-z0-9.]{0,28}_[\w.]{0,28}[A-Za-z0-9]\b", "link"),
)
_ANYWHERE = tuple((re.compile(pattern, re.IGNORECASE), token) for pattern, token in _PATTERNS)
_CUED = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    rf"\b{_ACCOUNT}{_LABEL} ?(?:[:=]| - ) ?@?({_ORDINARY}{_HANDLE})",
    rf"\b(?:my|his|her|their|the|our|\w{{2,20}}['’]s) {_ACCOUNT}{_LABEL} (?:is|its|it's|was|called|=|:) ?@?"
    rf"({_ORDINARY}{_HANDLE})",
    rf"\b{_ACCOUNT}{_LABEL}(?: (?:is|as|at|me|called|page)){{0,2}} @?({_ODD}{_HANDLE})",
    rf"\b(?:add|follow|message|dm|find|search) (?:me|him|her|us|them)(?: up)?(?: (?:on|at) (?:{_SERVICE}))?[:,]? "
    rf"(?:as |at |@)?({_ODD}{_HANDLE})",
    rf"\b({_ODD}{_HANDLE}) (?:on|at|over on) (?:my |his |her )?(?:{_SERVICE})\b",
    rf"\b(?:add|follow|message|dm|find|search) ({_ORDINARY}(?!me\b|him\b|her\b|us\b|them\b){_HANDLE}) "
    rf"on (?:{_SERVICE})\b",
))


def online(text: str) -> Iterator[Span]:
    """Find addresses, links and names on other services."""
    for pattern, token in _ANYWHERE:
        yield from (Span(match.start(), match.end(), token) for match in pattern.finditer(text))
    for pattern in _CUED:
        yield from (Span(*match.span(1), "link") for match in pattern.finditer(text))
