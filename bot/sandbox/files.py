"""What has been uploaded: bytes with Telegram's two names for them."""

import base64
import hashlib
import mimetypes
import struct
from dataclasses import dataclass
from pathlib import PurePath

from bot.sandbox.errors import Json, Overtaken, Refused

LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
PREFIX = {"photo": "AgACAgIAAxkB", "document": "BQACAgIAAxkB", "voice": "AwACAgIAAxkB", "sticker": "CAACAgIAAxkB"}


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    content: bytes
    mime: str | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    kind: str
    file_id: str
    file_unique_id: str
    path: str
    content: bytes
    name: str
    mime: str
    size: tuple[int, int] | None = None

    def ids(self) -> Json:
        return {"file_id": self.file_id, "file_unique_id": self.file_unique_id, "file_size": len(self.content)}

    def shown(self) -> Json:
        """The field of a message that carries this file."""
        match self.kind:
            case "photo":
                assert self.size
                width, height = self.size
                return {"photo": [{**self.ids(), "width": width, "height": height}]}
            case "document":
                return {"document": {**self.ids(), "file_name": self.name, "mime_type": self.mime}}
            case "voice":
                return {"voice": {**self.ids(), "duration": 3, "mime_type": self.mime}}
            case _:
                look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
                return {"sticker": {**self.ids(), **look, "emoji": "👍"}}


class Files:
    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}

    def keep(self, kind: str, upload: Upload) -> StoredFile:
        """The same bytes under the same name keep their ids, as long as the world lasts and after it."""
        if not upload.content:
            raise Refused("file must be non-empty")
        size = photo_size(upload.content) if kind == "photo" else None
        digest = hashlib.sha256(f"{kind}\0{upload.name}\0".encode() + upload.content).digest()
        name = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        file_id = PREFIX[kind] + name
        if file_id not in self.by_id:
            mime = upload.mime or mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
            suffix = ".jpg" if kind == "photo" else PurePath(upload.name).suffix
            path = f"{kind}s/file_{len(self.by_id)}{suffix}"
            stored = StoredFile(kind, file_id, "AQAD" + name[:12], path, upload.content, upload.name, mime, size)
            self.by_id[file_id] = self.by_path[path] = stored
        return self.by_id[file_id]

    def again(self, kind: str, file_id: str) -> StoredFile:
        """A file sent once more by its id alone."""
        if file_id.startswith(("http://", "https://")):
            raise Refused("failed to get HTTP URL content")
        stored = self.by_id.get(file_id)
        if stored is None:
            raise Overtaken("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            raise Refused(f"can't use file of type {stored.kind.capitalize()} as {kind.capitalize()}")
        return stored

    def find(self, file_id: str) -> StoredFile:
        stored = self.by_id.get(file_id)
        if stored is None:
            raise Overtaken("invalid file_id")
        if len(stored.content) > LARGEST_DOWNLOAD:
            raise Refused("file is too big")
        return stored


def photo_size(content: bytes) -> tuple[int, int]:
    if len(content) > LARGEST_PHOTO:
        raise Refused(
            f"file of size {len(content)} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
        )
    size = png_size(content) or jpeg_size(content) or webp_size(content)
    if size is None:
        raise Refused("IMAGE_PROCESS_FAILED")
    if sum(size) > 10_000 or min(size) == 0 or max(size) / min(size) > 20:
        raise Refused("PHOTO_INVALID_DIMENSIONS")
    return size


def png_size(content: bytes) -> tuple[int, int] | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return None


def jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2 if content.startswith(b"\xff\xd8") else len(content)
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def webp_size(content: bytes) -> tuple[int, int] | None:
    """The lossy form, the lossless one and the extended one each write the size in their own way."""
    if not (content.startswith(b"RIFF") and content[8:12] == b"WEBP" and len(content) >= 30):
        return None
    match content[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", content[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(content[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
        case _:
            return None
