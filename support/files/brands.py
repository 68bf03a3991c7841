"""What the box `ftyp` at a file's beginning calls it: pictures of phones and films (ISO/IEC 14496-12, 4.3).

A maker's own brand says nothing to us (`MSNV`, `XAVC`); then the brands count that it says it also keeps to.
"""

# Still pictures, single or in a burst, coded as HEVC (ISO/IEC 23008-12, B.4 and 10.2): what libheif opens.
PICTURES = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
MP4 = {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41", b"mp42"}
MP4 |= {b"avc1", b"hvc1", b"M4V ", b"M4VP", b"M4VH", b"dash", b"mmp4"}
# Phones' films before MP4 (3GPP TS 26.244, 5.4), and those of CDMA phones (3GPP2 C.S0050, 8.1).
GPP = {b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gp8", b"3gp9", b"3ge6", b"3ge7", b"3gg6", b"3gr6", b"3gs6"}
GPP2 = {b"3g2a", b"3g2b", b"3g2c"}
QUICKTIME = {b"qt  "}  # Apple's own films, as iPhones record them (QuickTime File Format, "File Type")
TYPES = {
    **dict.fromkeys(PICTURES, "image/heic"),
    **dict.fromkeys(MP4, "video/mp4"),
    **dict.fromkeys(GPP, "video/3gpp"),
    **dict.fromkeys(GPP2, "video/3gpp2"),
    **dict.fromkeys(QUICKTIME, "video/quicktime"),
}
NOT_OURS = {b"avif", b"avis", b"M4A ", b"M4B ", b"crx ", b"jxl ", b"jp2 "}  # these say `mif1`, `isom` as well


def type_of(start: bytes) -> str | None:
    """The type by the first brand we know, the main one first; None for what we do not take."""
    length = int.from_bytes(start[:4], "big")
    named = [start[8:12], *(start[at : at + 4] for at in range(16, min(length, len(start)) - 3, 4))]
    if NOT_OURS.intersection(named):
        return None
    return next((TYPES[brand] for brand in named if brand in TYPES), None)
