"""LibreOffice without a window."""

import pathlib
import shutil
import subprocess
import tempfile


def to_pdf(source, target, kind="pdf"):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=180,
        )
        shutil.copy(pathlib.Path(folder, pathlib.Path(source).stem + "." + kind.split(":")[0]), target)
