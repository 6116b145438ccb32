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


def listed(things: Sequence[str]) -> str:
    """Join things as a sentence would; semicolons part them where one of them has an "and" of its own."""
    if len(things) < 2:
        return "".join(things)
    if any(" and " in thing for thing in things):
        return "; ".join(things[:-1]) + f"; and {things[-1]}"
    return ", ".join(things[:-1]) + f" and {things[-1]}"


def audiences_listed(names: Sequence[str]) -> str:
    """Join audiences: "parents and carers, pupils and staff", the long name first so that it reads well."""
    ordered = sorted(dict.fromkeys(names), key=lambda name: " and " not in name)
    return ", ".join(ordered[:-1]) + f" and {ordered[-1]}" if len(ordered) > 1 else "".join(ordered)


def capital(text: str) -> str:
    """Give `text` with its first letter as a capital."""
    return text[:1].upper() + text[1:]
