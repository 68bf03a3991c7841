"""Pictures and papers made on the spot, honest and otherwise."""

import io
import struct
import zlib

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

GPS, MAKER, WHEN, ORIENTATION = 0x8825, 0x010F, 0x0132, 0x0112
SECRET = b"Fairphone"


def upload(name, content=b"hello"):
    """As a form brings it."""
    return SimpleUploadedFile(name, content, "application/x-whatever")


def painted(size=(64, 48)):
    """Not one colour, so that turning and losing shows."""
    return Image.linear_gradient("L").convert("RGB").resize(size)


def told(orientation=1):
    """EXIF as a phone writes it: where, when, with what, which side is up."""
    exif = Image.Exif()
    exif[MAKER], exif[WHEN], exif[ORIENTATION] = SECRET.decode(), "2026:11:22 10:00:00", orientation
    exif.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    return exif


def saved(kind, picture=None, **options):
    """The bytes of a picture."""
    made = io.BytesIO()
    (picture or painted()).save(made, kind, **options)
    return made.getvalue()


def chatty_png():
    """A PNG with comments, XMP and EXIF."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Software", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return saved("PNG", pnginfo=notes, exif=told(), icc_profile=profile())


def heic(picture=None, **options):
    """A HEIC as an iPhone writes it."""
    made = io.BytesIO()
    pillow_heif.from_pillow(picture or painted()).save(made, **options)
    return made.getvalue()


def profile():
    """A colour profile with a maker's name in it, as every profile has one."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def moving(kind, frames=3, size=(40, 30), **options):
    """An animation."""
    pictures = [Image.new("RGB", size, (n * 20 % 255, 90, 120)) for n in range(frames)]
    return saved(kind, pictures[0], save_all=True, append_images=pictures[1:], duration=70, loop=0, **options)


def chunk(kind, data):
    """A PNG's."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_says(width, height, rows=b"\0" * 100, before=b""):
    """A small PNG with a large head."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    image = chunk(b"IHDR", header) + before + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + image


def heic_that_says(width, height):
    """A small HEIC whose `ispe` boxes speak of a huge picture."""
    raw = bytearray(heic())
    at = raw.find(b"ispe")
    while at >= 0:
        raw[at + 8 : at + 16] = struct.pack(">II", width, height)
        at = raw.find(b"ispe", at + 4)
    return bytes(raw)


def gif_of(frames, width=1, height=1):
    """A GIF of so many frames of a few bytes each."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b";"


def webp_of(frames):
    """A WebP that says it has so many frames."""
    raw = bytearray(moving("WEBP"))
    at = raw.index(b"ANMF")
    length = struct.unpack_from("<I", raw, at + 4)[0]
    one = bytes(raw[at : at + 8 + length + length % 2])
    body = bytes(raw[8:at]) + one * frames
    return b"RIFF" + struct.pack("<I", len(body)) + body


def pdf(*objects, trailer=b""):
    """A PDF of these objects."""
    body = b"".join(b"%d 0 obj %s endobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<<" + trailer + b">>\nstartxref\n0\n%%EOF\n"


def packed(content, filters=b"/Filter /FlateDecode"):
    """An object stream of a PDF."""
    data = zlib.compress(content)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Length %d %s >>" % (len(data), filters)
    return head + b"\nstream\n" + data + b"\nendstream"


def box(kind, *inner):
    """A box of an MP4."""
    content = b"".join(inner)
    return struct.pack(">I4s", 8 + len(content), kind) + content
