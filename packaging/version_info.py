"""What Windows shows about the program under *Properties*, in the form PyInstaller reads."""

from collections.abc import Mapping
from typing import Any

ENGLISH_UTF16 = "040904B0"
"""The strings' language (US English) and code page (UTF-16), as Windows numbers them."""


def version_info(project: Mapping[str, Any]) -> str:
    """Return the version resource for ``[project]`` of pyproject.toml.

    Raises ``ValueError`` for a version that is not made of numbers, as Windows wants it.
    """
    numbers = tuple(int(number) for number in project["version"].split("."))
    four = (*numbers, 0, 0, 0, 0)[:4]
    strings = {
        "CompanyName": "The LaughGame authors",
        "FileDescription": "LaughGame",
        "FileVersion": project["version"],
        "InternalName": project["name"],
        "LegalCopyright": f"The LaughGame authors, {project['license']}",
        "OriginalFilename": f"{project['name']}.exe",
        "ProductName": "LaughGame",
        "ProductVersion": project["version"],
        "Comments": project["description"],
    }
    table = ",\n      ".join(f"StringStruct({key!r}, {text!r})" for key, text in strings.items())
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable({ENGLISH_UTF16!r}, [
      {table},
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0409, 0x04B0])]),
  ],
)
"""
