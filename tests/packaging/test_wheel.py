"""What is installed from the wheel, outside the checkout, is whole."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = {"bot", "webhook", "surveys", "storage", "reports"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT,
                   check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_only_the_five_packages_ship_with_every_data_file(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == PACKAGES
    kept = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *sorted(PACKAGES)],
                          cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(kept.stdout.split()) <= names


def test_installed_elsewhere_it_checks_its_own_questionnaires(wheel, tmp_path):
    place = tmp_path / "place"
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(place),
                    str(wheel)], check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-m", "webhook.cli", "check"], cwd=tmp_path, capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": str(place)})
    assert done.returncode == 0, done.stdout + done.stderr
    owner = subprocess.run([sys.executable, "-c", "import surveys; print(surveys.__file__)"], cwd=tmp_path,
                           capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(place)})
    assert str(place) in owner.stdout
