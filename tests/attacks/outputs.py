"""Attacks 6 and 7: everything that is published, against everybody who could have answered.

What is published is taken whole: the release that closing freezes, letter by letter.
"""

import datetime as dt
import json
from functools import cache, partial

from surveys.survey import Survey
from surveys.tally import Tally
from surveys.wave import Wave, WaveState
from tests.attacks import insider
from tests.attacks.town import SETTING
from webhook import waves

YSN = {"choices": [{"code": "yes", "label": "Yes", "favourable": True}, {"code": "sometimes", "label": "Sometimes"},
                   {"code": "no", "label": "No"}, {"code": "dont_know", "label": "Don't know", "apart": True}]}
CLOSED = dt.date(2026, 11, 23)


@cache
def one_question(sensitive, groups=0):
    """Give a questionnaire of one question, and one that declares one of `groups` groups."""
    asked = [{"id": "q", "type": "scale", "scale": "YSN", "text": "Is it good here?", "sensitive": sensitive}]
    if groups:
        options = [{"code": f"g{n}", "label": f"Stage {n}"} for n in range(groups)]
        asked.append({"id": "stage", "type": "group", "text": "Which stage are you in?", "options": options})
    return Survey.model_validate({
        "id": "tiny", "audience": "pupil", "title": "At {setting}", "scales": {"YSN": YSN},
        "sections": [{"id": "s1", "title": "Here", "questions": asked}]}).at(SETTING)


def counted(codes, dataset, group=None):
    """Give the tally of a data set; values after `codes` are ways of skipping."""
    answers = dict(zip(codes, dataset, strict=False))
    every = {"yes": 0, "sometimes": 0, "no": 0, "dont_know": 0} | answers
    return Tally("q", every, sum(answers.values()), sum(dataset) - sum(answers.values()), group=group)


def published(survey, policy, tallies, earlier=(), roster=100):
    """Publish tallies as closing does; give the release."""
    wave = Wave(id="w", setting=SETTING.id, name="Autumn", survey=survey, roster=roster, policy=policy,
                state=WaveState.CLOSED, closed=CLOSED)
    return waves.publish(wave, tallies, {}, invited=roster, earlier=earlier)


def letters(release):
    """Give a release as what anybody can read in it."""
    return json.dumps(json.loads(release.dump()), sort_keys=True)


def whole(policy, sensitive, codes, dataset):
    """Give all that is published of one data set."""
    return letters(published(one_question(sensitive), policy, [counted(codes, dataset)]))


def in_groups(policy, sensitive, sizes, dataset):
    """Give all that is published of people in groups; the last group is those who named none."""
    survey = one_question(sensitive, len(sizes) - 1)
    each = [dataset[2 * n:2 * n + 2] for n in range(len(sizes))]
    total = tuple(map(sum, zip(*each, strict=True)))
    tallies = [counted(("yes", "no"), total)]
    tallies += [counted(("yes", "no"), part, f"g{n}") for n, part in enumerate(each[:-1])]
    return letters(published(survey, policy, tallies))


def twice(policy, dataset):
    """Give what is seen where a wave is published and, against the rules, again with late ballots."""
    first = published(one_question(sensitive=False), policy, [counted(("yes", "no"), dataset[:2])])
    total = tuple(map(sum, zip(dataset[:2], dataset[2:], strict=True)))
    again = published(one_question(sensitive=False), policy, [counted(("yes", "no"), total)], [first])
    return letters(first), letters(again)


def small_numbers(people=range(5, 17), with_skips=(6, 9, 12)):
    """Attack 6: every data set of small numbers of people, ordinary and sensitive, by both policies."""
    found = []
    for policy in ("bands", "counts"):
        for sensitive, insiders in ((False, 1), (True, 2)):
            for n in people:
                publish = partial(whole, policy, sensitive, ("yes", "no"))
                found += insider.leaks(insider.datasets(n, 2), publish, sizes=(n,), insiders=insiders)
            for n in with_skips:
                publish = partial(whole, policy, sensitive, ("yes", "no", "dont_know"))
                found += insider.leaks(insider.datasets(n, 4), publish, sizes=(n,), insiders=insiders)
    return found


def differences(groups=((10, 10, 0), (10, 12, 0), (10, 11, 3), (12, 3, 0)), late=(1, 3)):
    """Attack 7: the whole with its groups, and a wave with itself some late ballots later."""
    found = []
    for policy in ("bands", "counts"):
        for sizes in groups:
            publish = partial(in_groups, policy, False, sizes)
            found += insider.leaks(insider.grouped(sizes, 2), publish, sizes=sizes, insiders=1)
        for more in late:
            sizes = (12, more)
            found += insider.leaks(insider.grouped(sizes, 2), partial(twice, policy), sizes=sizes, insiders=1)
    return found
