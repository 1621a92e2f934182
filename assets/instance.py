"""The Dagster instance of a home: settings from the project's `dagster.yaml`, history in `<home>/.dagster`.

Light on purpose (no Dagster import): the command line prepares the instance before it loads Dagster.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from pipeline.atomic import write_whole
from pipeline.home import PROJECT_ROOT, Home

SETTINGS = PROJECT_ROOT / "dagster.yaml"


def prepare(home: Home) -> Path:
    """Write the home's instance settings, and point this process and its children at them.

    The relative folders of the project's `dagster.yaml` become absolute ones in the home. Gives
    `DAGSTER_HOME`.
    """
    folder = home.root / ".dagster"
    folder.mkdir(parents=True, exist_ok=True)
    settings = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
    text = yaml.safe_dump(_absolute(settings, home.root), sort_keys=False)
    target = folder / "dagster.yaml"
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        write_whole(target, text)
    os.environ["DAGSTER_HOME"] = str(folder)
    os.environ["DOINGOAI_HOME"] = str(home.root)
    return folder


def _absolute(settings: Any, root: Path) -> Any:
    if not isinstance(settings, dict):
        return settings
    return {
        key: str(root / value) if key == "base_dir" else _absolute(value, root)
        for key, value in settings.items()
    }
