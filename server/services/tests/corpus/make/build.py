"""Builds the corpus: every file of LIST and its truth. `python build.py [NAME…]` builds only those."""

import importlib
import json
import pathlib
import sys

from people import expected, person, variant
from shelf import SHELF

TARGET = pathlib.Path(__file__).resolve().parent.parent
MODULES = {
    "chromium": "html", "weasyprint": "html", "wkhtmltopdf": "html",
    "markdown": "text", "plain": "text", "json_resume": "text",
    "python_docx": "word", "libreoffice": "word", "odt": "odt",
    "typst": "typst_", "latex": "latex", "groff": "groff", "positioned": "positioned", "fpdf": "fpdf_",
}


def main(wanted):
    for name, who_name, options in SHELF:
        if wanted and name not in wanted and who_name not in wanted and options["producer"] not in wanted:
            continue
        who = variant(person(who_name), **options.get("who", {}))
        target = TARGET / name
        importlib.import_module(f"producers.{MODULES[options['producer']]}").build(who, target, options)
        truth = expected(who, options.get("style", "mon"), options.get("ordered", True), options.get("grouped", False))
        if options["producer"] == "json_resume":  # it has keys instead of headings, and its languages are two values
            truth["sections"] = [{"kind": s["kind"]} for s in truth["sections"]]
            truth["texts"] = [{"text": t["text"].split(" (")[0]} for t in truth.get("texts", [])]
            truth.pop("order", None)
            for entry in truth.get("education", []) + truth.get("volunteering", []):
                entry.pop("place", None)
            for entry in truth.get("education", []):
                entry.pop("bullets", None)
        truth.update(options.get("truth", {}))
        truth = {"made_by": options["producer"], **truth}
        (TARGET / f"{name}.expected.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")
        print(f"{target.stat().st_size:8} {name}")


main(set(sys.argv[1:]))
