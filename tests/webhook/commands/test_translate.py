"""A translation goes out as a spreadsheet and comes back checked, or not at all."""

import contextlib
import json
import re
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import phrases
from surveys import loader
from webhook.translation import spreadsheet
from webhook.translation.lines import Line
from webhook.translation.workbook import QUESTIONNAIRE, SENTENCES, Contents, write

ENGLISH = phrases.phrasebook("en").sentences
TRANSLATION = 2
EXPORTED = {}
"""Each language's spreadsheet, exported once: the commands under test read it."""


@pytest.fixture(autouse=True)
def own_words():
    yield
    phrases.use(())


@pytest.fixture
def exported(heard):
    def export(language="pl", *words):
        file = heard.folder.parent / f"{language}.xlsx"
        if language not in EXPORTED:
            done = heard.here("translate", "export", "parent", "--lang", language, "--out", str(file), *words)
            assert done.code == 0, done.err
            EXPORTED[language] = file.read_bytes()
        file.write_bytes(EXPORTED[language])
        return file
    return export


def change(file, sheet, row, value, column=TRANSLATION):
    """Write into one cell, as somebody would in a spreadsheet program; rows and columns count from 1 and 0."""
    book = openpyxl.load_workbook(file)
    book[sheet].cell(row, column + 1).value = value
    book.save(file)


def row_of(file, sheet, place):
    return next(row for row, *_ in enumerate_rows(file, sheet) if _[0] == place)


def enumerate_rows(file, sheet):
    for number, cells in enumerate(openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True), 1):
        yield number, *cells


def take_in(heard, file, *words):
    return heard.here("translate", "import", str(file), *words)


@pytest.mark.parametrize("language", ["pl", "ro", "pt", "ar"])
def test_what_goes_out_comes_back_the_same_but_checked(heard, exported, language):
    done = take_in(heard, exported(language), "--out", "{dir}/out")
    assert done.code == 0, done.err
    before, after = loader.library_text("parent"), (heard.folder / "out/parent.yaml").read_text("utf-8")
    changed = [(a, b) for a, b in zip(before.split("\n"), after.split("\n"), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1] == changed[0][0].replace("draft", "checked")
    book = phrases.Phrasebook.read(language, (heard.folder / f"out/{language}.yaml").read_text("utf-8"))
    shipped = phrases.phrasebook(language)
    assert book.sentences == shipped.sentences
    assert (book.name, book.status, book.dir) == (shipped.name, "checked", shipped.dir)


def test_a_checked_language_goes_live(setting, exported):
    wave = ("wave", "create", "--audience", "parent", "--roster", "12", "--name", "W", "--lang", "en,pl")
    assert setting.here(*wave).code == 0
    refused = setting.here("wave", "open", "w")
    assert refused.code == 1
    assert "Polski (pl) is a draft" in refused.err
    assert "Heard's own sentences in Polski (pl) are a draft" in refused.err
    file = exported()
    change(file, SENTENCES, row_of(file, SENTENCES, "thanks"), "Serdecznie dziękujemy. To już koniec.")
    assert take_in(setting, file).code == 0
    assert (setting.folder / "languages/pl.yaml").is_file()
    copy = str(setting.folder / "questionnaires/parent.yaml")
    created = setting.here("wave", "create", "--audience", "parent", "--survey", copy, "--roster", "12", "--name", "V",
                           "--lang", "en,pl")
    assert created.code == 0, created.err
    assert "draft" not in created.out
    opened = setting.here("wave", "open", "v")
    assert opened.code == 0, opened.err
    assert phrases.say("thanks", "pl") == "Serdecznie dziękujemy. To już koniec."


def test_a_second_language_is_added_to_the_first(heard, exported):
    assert take_in(heard, exported("pl")).code == 0
    assert take_in(heard, exported("ro")).code == 0
    survey = loader.load_file(heard.folder / "questionnaires/parent.yaml")
    assert [name for name, about in survey.languages.items() if about.status == "checked"] == ["en", "pl", "ro"]


def test_a_questionnaire_of_ones_own_is_written_where_it_lies(heard, exported):
    own = heard.folder.parent / "own.yaml"
    own.write_text(loader.library_text("parent").replace("id: parent", "id: own  # ours"), "utf-8")
    file = heard.folder.parent / "x.xlsx"
    assert heard.here("translate", "export", str(own), "--lang", "pl", "--out", str(file)).code == 0
    done = take_in(heard, file, "--survey", str(own))
    assert done.code == 0, done.err
    assert loader.load_file(own).languages["pl"].status == "checked"
    assert "# ours" in own.read_text("utf-8")


def test_a_language_new_to_heard_needs_its_name(heard, exported):
    refused = heard.here("translate", "export", "parent", "--lang", "so", "--out", "{dir}/so.xlsx")
    assert refused.code == 1
    assert "--name" in refused.err
    file = exported("so", "--name", "Soomaali")
    lacking = take_in(heard, file)
    assert lacking.code == 1
    assert "There is no translation." in lacking.err
    book = openpyxl.load_workbook(file)
    for sheet in (QUESTIONNAIRE, SENTENCES):
        for row in list(book[sheet].iter_rows())[1:]:
            if "replies" not in row[0].value:
                row[TRANSLATION].value = row[1].value
    book.save(file)
    done = take_in(heard, file)
    assert done.code == 0, done.err
    assert "It cannot go live yet: 'consent' has no words of its own in Soomaali" in done.out


ROW_FAULTS = (
    (QUESTIONNAIRE, "thanks", "Dziękujemy. SHOUT 85258, 0800 1111, 999.", "{safe_adult} is missing"),
    (QUESTIONNAIRE, "title", "Pobyt {setting}", "{setting} is not in the English"),
    (QUESTIONNAIRE, "question cx7, text", None, "There is no translation"),
    (QUESTIONNAIRE, "question c2.1, text", " \n ", "There is no translation"),
    (QUESTIONNAIRE, "question c2.5, text", "=cmd|' /C calc'!A0", "a formula"),
    (QUESTIONNAIRE, "question c3.1, text", "=1+1", "a formula"),
    (QUESTIONNAIRE, "question c3.2, text", True, "true/false"),
    (QUESTIONNAIRE, "intro", "Monitorujemy {setting} 999", "may promise"),
    (QUESTIONNAIRE, "scale AG4, choice agree, replies also taken", "zgoda; \u202etak", "hidden character"),
    (SENTENCES, "support.emergency", "Zadzwoń 998.", "'999' is missing"),
    (SENTENCES, "echo.value", "Wyślij BACK, aby zmienić {value.__class__}.", "{value} is missing"),
    (SENTENCES, "months", "styczeń", "twelve months"),
    (SENTENCES, "thanks", "Dzię\u202ekujemy", "hidden character"),
)
SPOILT = (
    ("scale AG4, choice agree, label", "Zgadzam się z tym zdaniem w całej pełni", "30 fit on a button"),
    ("scale AG4, choice disagree, label", "Nie wiem", "could mean"),
    ("scale AG4, choice agree, replies also taken", "zgoda; stop", "'stop' cannot be received"),
)


def test_each_fault_is_named_with_its_row_and_nothing_is_written(heard, exported):
    file = exported()
    book = openpyxl.load_workbook(file)
    rows = {}
    for sheet, place, value, _ in ROW_FAULTS:
        rows[sheet, place] = next(row for row in book[sheet].iter_rows() if row[0].value == place)
        rows[sheet, place][TRANSLATION].value = value
    book.save(file)
    done = take_in(heard, file)
    assert done.code == 1
    for sheet, place, _, named in ROW_FAULTS:
        assert any(line.startswith(f"{sheet}, row {rows[sheet, place][0].row} ({place}): ") and named in line
                   for line in done.err.split("\n")), (place, named)
    assert not (heard.folder / "languages").exists()
    assert not (heard.folder / "questionnaires").exists()


def test_answers_that_could_not_be_told_apart_are_refused(heard, exported):
    file = exported()
    book = openpyxl.load_workbook(file)
    for place, value, _ in SPOILT:
        next(row for row in book[QUESTIONNAIRE].iter_rows() if row[0].value == place)[TRANSLATION].value = value
    book.save(file)
    done = take_in(heard, file)
    assert done.code == 1
    for _, _, named in SPOILT:
        assert named in done.err
    assert not (heard.folder / "languages").exists()


def test_every_fault_is_told_at_once(heard, exported):
    file = exported()
    change(file, QUESTIONNAIRE, 2, "")
    change(file, QUESTIONNAIRE, 3, "stare", column=1)
    change(file, QUESTIONNAIRE, 4, "nothing", column=0)
    change(file, SENTENCES, 5, "{odd}")
    said = take_in(heard, file).err
    for expected in ("Questionnaire, row 2 (title): There is no translation.",
                     "Questionnaire, row 3 (intro): The English is not what it is now.",
                     "Questionnaire, row 4: 'nothing' is not a place of this translation.",
                     "Questionnaire: the row 'promise' is missing.",
                     "Sentences, row 5"):
        assert expected in said


def test_rows_there_twice_and_missing_sheets_are_refused(heard, exported):
    file = exported()
    change(file, QUESTIONNAIRE, 3, "title", column=0)
    assert "twice" in take_in(heard, file).err
    book = openpyxl.load_workbook(exported())
    del book[SENTENCES]
    book.save(file)
    assert "no sheet 'Sentences'" in take_in(heard, file).err


def test_rows_in_another_order_and_line_breaks_do_no_harm(heard, exported):
    file = exported()
    change(file, QUESTIONNAIRE, row_of(file, QUESTIONNAIRE, "question cx7, text"), "Moje dziecko\r\n  lubi\ttu być. ")
    book = openpyxl.load_workbook(file)
    rows = [[cell.value for cell in row] for row in book[QUESTIONNAIRE].iter_rows()]
    for number, values in enumerate([rows[0], *reversed(rows[1:])], 1):
        for column, value in enumerate(values, 1):
            book[QUESTIONNAIRE].cell(number, column).value = value
    book.save(file)
    assert take_in(heard, file).code == 0
    survey = loader.load_file(heard.folder / "questionnaires/parent.yaml")
    assert survey.by_id["cx7"].text.in_("pl") == "Moje dziecko lubi tu być."
    assert survey.by_id["c2.1"].text.in_("pl") == loader.read_library("parent").by_id["c2.1"].text.in_("pl")


def _zipped(file, parts):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


BAD_FILES = {
    "nothing": lambda file: None,
    "a folder": lambda file: file.mkdir(),
    "empty": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_text("a,b,c\n1,2,3\n"),
    "too large": lambda file: file.write_bytes(b"PK" + b"0" * spreadsheet.MOST_BYTES),
    "a bomb": lambda file: _zipped(file, {"xl/workbook.xml": b" " * (spreadsheet.MOST_UNPACKED + 10)}),
    "too many parts": lambda file: _zipped(file, {f"{n}.xml": b"<a/>" for n in range(spreadsheet.MOST_PARTS + 1)}),
    "another archive": lambda file: _zipped(file, {"word/document.xml": b"<a/>"}),
    "entities": lambda file: _zipped(file, {"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    "another encoding": lambda file: _zipped(file, {"xl/workbook.xml": '<!DOCTYPE a><a/>'.encode("utf-16")}),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_is_no_spreadsheet_is_one_sentence(heard, tmp_path, kind):
    file = tmp_path / "bad.xlsx"
    BAD_FILES[kind](file)
    done = take_in(heard, file)
    assert done.code == 1
    assert str(file) in done.err
    assert len(done.err.strip().split("\n")) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_damaged_file_is_read_or_refused(exported, tmp_path, damage):
    content = bytearray(exported().read_bytes())
    for place, byte in damage:
        content[int(place * len(content))] = byte
    (tmp_path / "damaged.xlsx").write_bytes(content)
    with contextlib.suppress(spreadsheet.NotASpreadsheet):
        spreadsheet.read(tmp_path / "damaged.xlsx")


def test_a_workbook_with_too_many_rows_is_refused(heard, exported):
    file = exported()
    change(file, SENTENCES, spreadsheet.MOST_ROWS + 5, "far away")
    assert "more than 5000 rows" in take_in(heard, file).err


def test_what_cannot_be_exported_is_one_sentence(heard, tmp_path):
    for words, named in ((("nobody", "--lang", "pl"), "no such file"), (("parent", "--lang", "en"), "translate into"),
                         (("parent", "--lang", "../x"), "translate into"),
                         (("parent", "--lang", "pl", "--out", "/proc/none/x.xlsx"), "cannot be written")):
        out = () if "--out" in words else ("--out", str(tmp_path / "x.xlsx"))
        done = heard.here("translate", "export", *words, *out)
        assert done.code == 1, done.out
        assert named in done.err
        assert not done.out


def test_the_spreadsheet_is_easy_to_work_in(exported):
    file = exported("ar")
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Read me first", QUESTIONNAIRE, SENTENCES, "Also shown"]
    for name in (QUESTIONNAIRE, SENTENCES):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert [cell.value for cell in sheet[1]] == ["Where it is", "English", "Translation", "Notes"]
        said = sheet.cell(2, TRANSLATION + 1)
        assert said.alignment.readingOrder == 2
        assert said.alignment.wrap_text
        assert not said.protection.locked
        assert sheet.cell(2, 2).protection.locked
        assert sheet.column_dimensions["B"].width >= 50
        assert sheet.column_dimensions["B"].max == TRANSLATION + 1
    assert "{setting} stands for the name of the setting." in {row[3].value for row in book[SENTENCES].iter_rows()}
    assert book["Also shown"].cell(2, 3).value == "نعم"


cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cells, min_size=1, max_size=5), st.sampled_from(["", "=", "+", "@", "-", "http://", "_x0041_", "'"]))
def test_words_are_words_in_a_cell_whatever_they_look_like(tmp_path, words, before):
    lines = tuple(Line(f"place {n}", before + word, before + word) for n, word in enumerate(words))
    about = loader.read_library("parent").languages["pl"]
    (tmp_path / "x.xlsx").write_bytes(write(Contents("parent", "pl", about, lines, (), ())))
    found = spreadsheet.read(tmp_path / "x.xlsx")[QUESTIONNAIRE]
    assert [row.cells for row in found[1:]] == [(line.place, line.english, line.said) for line in lines]
    assert not any(row.odd for row in found)


@pytest.mark.parametrize(("content", "named"), [
    ("name: [", "pl.yaml"), ("name: Polski\n", "name, status"),
    ("name: P\nstatus: checked\ndir: ltr\n", "no sentences"),
    ("name: P\nstatus: checked\ndir: ltr\nsentences: {thanks: 5}\n", "not text"),
    ("name: P\nstatus: checked\ndir: ltr\nsentences: {who: Bez nazwy}\n", "{setting} is missing"),
    ("name: P\nstatus: checked\ndir: ltr\nsentences: {thanks: 'Gwarantujemy.'}\n", "may promise"),
])
def test_a_file_of_sentences_that_was_spoilt_is_named_at_the_start(setting, content, named):
    folder = setting.folder / "languages"
    folder.mkdir()
    (folder / "pl.yaml").write_text(content, "utf-8")
    done = setting.here("wave", "status")
    assert done.code == 1
    assert named in done.err
    assert "pl.yaml" in done.err


def test_sentences_of_another_edition_of_heard_are_left_aside(setting, exported):
    assert take_in(setting, exported()).code == 0
    file = setting.folder / "languages/pl.yaml"
    text = re.sub(r"\n  thanks: .*", "\n  gone: Dawniej", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    assert json.loads(setting.here("wave", "status", "--json").out) == []
    assert not phrases.ready("pl")
    assert phrases.say("thanks", "pl") == ENGLISH["thanks"]
