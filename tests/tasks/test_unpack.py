"""Content codings: what was packed comes back, bombs are left folded, damage is named."""

import gzip
import resource
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tasks.unpack import Damaged, unpacker


def bare_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": zstandard.ZstdCompressor().compress,
}
BOMB = 400_000_000


def unpack(coding, *parts):
    codec = unpacker(coding)
    body = b"".join(piece for part in parts for piece in codec.feed(part))
    return body, codec.complete


@given(body=st.binary(max_size=5000), step=st.integers(1, 700), repeat=st.integers(1, 60))
@pytest.mark.parametrize("coding", PACKERS)
def test_what_was_packed_comes_back_however_it_is_cut(coding, body, step, repeat):
    packed = PACKERS[coding](body * repeat)
    parts = [packed[start : start + step] for start in range(0, len(packed), step)]
    assert unpack(coding, *parts) == (body * repeat, True)


@given(body=st.binary(min_size=1, max_size=500))
def test_deflate_without_its_header_is_understood_as_browsers_do(body):
    assert unpack("deflate", bare_deflate(body)) == (body, True)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_members_behind_each_other_are_one_body(coding):
    assert unpack(coding, PACKERS[coding](b"one ") + PACKERS[coding](b"two")) == (b"one two", True)


def test_what_stands_behind_the_last_member_is_left():
    assert unpack("gzip", gzip.compress(b"body") + b"\0\0 rubbish") == (b"body", True)


@pytest.mark.parametrize("coding", PACKERS)
def test_a_body_that_is_cut_off_is_not_complete(coding):
    _, complete = unpack(coding, PACKERS[coding](b"whole body" * 50)[:-5])
    assert not complete


@pytest.mark.parametrize("coding", PACKERS)
def test_damage_is_named(coding):
    with pytest.raises(Damaged, match="damaged"):
        unpack(coding, b"\xff\xfe this is no such coding" * 50)


@pytest.mark.parametrize("coding", ["gzip, br", "compress", "x-unknown"])
def test_codings_that_nobody_asked_for_are_refused(coding):
    with pytest.raises(Damaged, match="not asked for"):
        unpacker(coding)


@pytest.mark.parametrize("coding", ["", "identity", " Identity "])
def test_a_body_sent_as_it_is_needs_no_codec(coding):
    assert unpacker(coding) is None


@pytest.fixture(scope="module")
def bombs():
    """Bombs of 400 MB each, packed part by part."""
    zeros = bytes(1 << 20)
    rounds = BOMB // len(zeros)
    packers = {
        "gzip": zlib.compressobj(9, wbits=31),
        "br": brotli.Compressor(quality=3),
        "zstd": zstandard.ZstdCompressor(level=1).compressobj(),
    }
    packed = {}
    for coding, packer in packers.items():
        feed = packer.process if coding == "br" else packer.compress
        end = packer.finish if coding == "br" else packer.flush
        packed[coding] = b"".join(feed(zeros) for _ in range(rounds)) + end()
    return packed


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_bomb_is_handed_out_in_pieces_and_the_rest_stays_folded(coding, bombs):
    packed = bombs[coding]
    assert len(packed) < 1_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    got = 0
    for piece in unpacker(coding).feed(packed):
        assert len(piece) <= 4 << 20
        got += len(piece)
        if got > 20_000_000:
            break
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert 20_000_000 < got < 25_000_000
    assert grown_kb < 40_000


def test_a_window_larger_than_http_allows_is_refused():
    packer = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=True)
    ).compressobj()
    packed = packer.compress(bytes(30_000_000)) + packer.flush()
    with pytest.raises(Damaged):
        unpack("zstd", packed)
