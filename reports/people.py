"""What the people who were asked are called in a sentence."""

from collections.abc import Sequence

from reports.release import Release

_CALLED = {"parent": "parents and carers", "staff": "staff", "partner": "partners"}


def people(release: Release) -> str:
    """Give the audience's name as the setting says it: "students", "parents and carers", "staff"."""
    return _CALLED.get(release.audience, release.pupils)


def named(audience: str, pupils: str) -> str:
    """Give an audience's name where no release of it is at hand; `pupils` is the setting's own word."""
    return _CALLED.get(audience, pupils)


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence would. Names that hold "and" are parted by semicolons before the last."""
    if len(names) < 2:
        return "".join(names)
    comma = "; " if any(" and " in name for name in names) and len(names) > 2 else ", "
    return comma.join(names[:-1]) + (f"{comma.strip()} and " if comma == "; " else " and ") + names[-1]


def capital(text: str) -> str:
    """Give `text` with its first letter as a capital."""
    return text[:1].upper() + text[1:]
