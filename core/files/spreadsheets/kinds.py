"""What a file is by its first bytes: its name may say anything."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from core.faults import FaultKind
from core.files.spreadsheets.cells import LARGEST_FILE, Refused

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"PK\x05\x06", b"PK\x07\x08")
DOCUMENTS = (b"%PDF", b"{\\rtf")
WEB = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta", b"mime-version:")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
MOST_PARTS = 2_000
LARGEST_UNPACKED = 400 * 1024 * 1024
SMALL = 10 * 1024 * 1024
MOST_TIMES = 150
"""Real sheets shrink by ten to forty times."""


def refuse_what_is_no_table(content: bytes) -> None:
    """Returns for an XLSX and for what may be CSV."""
    if len(content) > LARGEST_FILE:
        raise Refused(FaultKind.FILE_BIG, most=str(LARGEST_FILE // 1024 // 1024))
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused(FaultKind.FILE_EMPTY)
    kind = by_magic(content)
    if kind is not None:
        raise Refused(kind)
    if content.startswith(ZIP):
        refuse_archive(content)


def by_magic(content: bytes) -> FaultKind | None:
    kinds = (
        (PICTURES, FaultKind.PICTURE),
        (ARCHIVES, FaultKind.ARCHIVE),
        (DOCUMENTS, FaultKind.DOCUMENT),
    )
    for beginnings, kind in kinds:
        if content.startswith(beginnings):
            return kind
    if content[4:12] in {b"ftypheic", b"ftypavif", b"ftypmif1"} or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    ):
        return FaultKind.PICTURE
    if content.startswith(OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        return FaultKind.ENCRYPTED if encrypted else FaultKind.OLD_EXCEL
    beginning = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return FaultKind.WEB_PAGE if beginning.startswith(WEB) else None


def refuse_archive(content: bytes) -> None:
    """Whatever is in it, it is not unpacked before its sizes are known to be bearable."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            opendocument = "mimetype" in archive.namelist() and b"opendocument" in archive.read("mimetype")[:100]
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError):
        raise Refused(FaultKind.BROKEN_FILE) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Refused(FaultKind.INFLATED)
    for part in parts:
        if part.file_size > SMALL and part.file_size > MOST_TIMES * max(part.compress_size, 1):
            raise Refused(FaultKind.INFLATED)
    names = {part.filename.lower() for part in parts}
    found = {
        FaultKind.OPENDOCUMENT: opendocument,
        FaultKind.ENCRYPTED: any(part.flag_bits & 1 for part in parts),
        FaultKind.MACROS: any(name.endswith("vbaproject.bin") or "macrosheets/" in name for name in names),
        FaultKind.BINARY_EXCEL: "xl/workbook.bin" in names,
        FaultKind.DOCUMENT: any(name.startswith(("word/", "ppt/")) for name in names),
        FaultKind.ARCHIVE: not names & {"xl/workbook.xml", "[content_types].xml"},
    }
    for kind, holds in found.items():
        if holds:
            raise Refused(kind)
