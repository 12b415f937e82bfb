"""Which file of the media library a post shows, and what is said of it."""

# ruff: noqa: E501  (HTML as WordPress writes it is easier to read in one line)

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dinobook.errors import SourceError
from dinobook.importers.wordpress.media import is_file_name
from dinobook.importers.wordpress.mediafiles import folder_media, zip_media
from dinobook.storage.project import MemoryProject
from posts import UPLOADS, bring_in, whole
from wxr import zipped


@pytest.mark.parametrize(
    "source",
    [
        "dak.jpg",
        "dak-300x200.jpg",
        "dak-scaled.jpg",
        "dak-e1234567890.jpg",
        "dak-e1234567890-300x200.jpg",
        "dak.jpg?w=300&h=200",
        "dak-1024x768.JPG",
        "d%61k.jpg",
    ],
)
def test_every_size_of_a_picture_is_its_original(source: str) -> None:
    made = whole(f'<img src="{UPLOADS}{source}" alt="Het dak">')
    assert made.text == "![Het dak](images/dak.jpg)\n"


@pytest.mark.parametrize(
    "image",
    [
        '<img src="https://proefblog.files.wordpress.com/2016/07/dak.jpg?w=640" alt="Het dak">',
        '<img src="data:image/gif;base64,AA" data-src="/wp-content/uploads/2016/07/dak.jpg" alt="Het dak">',
        '<img src="https://cdn.voorbeeld.be/x/abc.jpg" class="wp-image-9" alt="Het dak">',
        f'<a href="{UPLOADS}dak.jpg"><img src="https://cdn.voorbeeld.be/dak-thumb.jpg" alt="Het dak"></a>',
    ],
)
def test_a_picture_is_found_by_name_number_or_link(image: str) -> None:
    assert whole(image).text == "![Het dak](images/dak.jpg)\n"


def test_of_two_pictures_of_one_name_the_folder_decides() -> None:
    files = ("2015/01/dak.jpg", "2016/07/dak.jpg")
    made = bring_in(f'<img src="{UPLOADS}dak-300x200.jpg" alt="Het dak">', files=files)
    assert dict(made.chapter.pictures) == {"images/dak.jpg": "2016/07/dak.jpg"}


def test_an_original_whose_name_looks_like_a_size_stays_itself() -> None:
    files = ("raam-10x15.jpg", "raam.jpg")
    made = bring_in(
        f'<img src="{UPLOADS}raam-10x15.jpg" alt="Het raam">', files=("raam-10x15.jpg",)
    )
    assert "raam-10x15.jpg" in made.text
    assert (
        "raam.jpg"
        in bring_in(f'<img src="{UPLOADS}raam-10x15.jpg" alt="Het raam">', files=files).text
    )


def test_a_missing_picture_is_a_box_with_its_name_and_caption() -> None:
    made = whole(
        f'[caption]<img src="{UPLOADS}weg-300x200.jpg" alt="Een wolk"> Weg is weg[/caption]'
    )
    assert made.text == "/// beeld-ontbreekt | weg.jpg\nWeg is weg\n///\n"
    assert made.chapter.missing == ("weg.jpg",)
    assert "Een wolk" in made.left_out


def test_what_describes_a_picture_comes_from_the_nearest_who_knows() -> None:
    own = whole(f'<img src="{UPLOADS}ladder.jpg" alt="Zijn ladder">')
    assert "![Zijn ladder]" in own.text
    library = whole(f'<img src="{UPLOADS}ladder.jpg" alt="">')
    assert "![Een ladder]" in library.text
    caption = whole(f'[caption]<img src="{UPLOADS}dak.jpg" alt="dak"> Nat dak[/caption]')
    assert '![Nat dak](images/dak.jpg "Nat dak")' in caption.text
    assert "its caption stands for it" in caption.said


def test_a_picture_that_nobody_describes_is_named_to_the_plan() -> None:
    made = whole(f'<img src="{UPLOADS}dak.jpg" alt="IMG_2041">')
    assert made.chapter.undescribed == ("images/dak.jpg",)
    assert made.text == '![](images/dak.jpg){alt=""}\n'
    assert "IMG_2041" in made.left_out


@pytest.mark.parametrize(
    "words", ["IMG_2041", "DSC00012", "dak.jpg", "dak", "2016-07-14 10.11.12", "dak-1"]
)
def test_the_name_of_a_file_describes_nothing(words: str) -> None:
    assert (
        is_file_name(words, f"{UPLOADS}{'dak' if 'dak' in words else words}.jpg")
        or words == "dak-1"
    )


@pytest.mark.parametrize(
    "words", ["Dak", "12 mensen op een rij", "1984", "Een dak", "Foto van 3 katten"]
)
def test_words_describe_something(words: str) -> None:
    assert not is_file_name(words, f"{UPLOADS}dak.jpg")


def test_the_featured_picture_stands_first_but_not_twice() -> None:
    assert whole("Tekst.", meta={"_thumbnail_id": "7"}).text.startswith(
        "![Een ladder](images/ladder.jpg)"
    )
    shown = f'Tekst.\n\n<img src="{UPLOADS}ladder-300x200.jpg" alt="Mijn ladder">'
    assert whole(shown, meta={"_thumbnail_id": "7"}).text.count("ladder.jpg") == 1
    assert whole("Tekst.", meta={"_thumbnail_id": "99"}).text.startswith("/// beeld-ontbreekt | 99")


def test_a_picture_set_beside_text_leaves_its_sentence_whole() -> None:
    image = f'<img class="alignleft size-medium" src="{UPLOADS}dak.jpg" alt="Het dak" />'
    assert whole(f"{image}Het regende.").text == "![Het dak](images/dak.jpg)\n\nHet regende.\n"
    assert whole(f"Het regende.\n{image}").text == "Het regende.\n\n![Het dak](images/dak.jpg)\n"


def test_a_small_picture_in_a_sentence_stays_there() -> None:
    made = whole(f'Druk op <img src="{UPLOADS}dak.jpg" alt="het dakje"> om te gaan.')
    assert made.text == "Druk op ![het dakje](images/dak.jpg) om te gaan.\n"


def test_emoji_and_counters_of_visitors_are_no_pictures() -> None:
    made = whole(
        'Leuk <img class="emoji" alt="😀" src="https://s.w.org/images/core/emoji/1f600.png">!'
        '<img src="https://stats.voorbeeld.be/b.gif" width="1" height="1">'
    )
    assert made.text == "Leuk 😀!\n"


def test_pictures_are_read_from_a_folder_and_from_a_zip(tmp_path: Path) -> None:
    folder = folder_media(MemoryProject({"2016/07/dak.jpg": b"jpg"}))
    assert (folder.paths, folder.read("2016/07/dak.jpg")) == (("2016/07/dak.jpg",), b"jpg")
    packed = zip_media(io.BytesIO(zipped({"../../dak.jpg": b"jpg", ".DS_Store": b"x"})), "m.zip")
    assert (packed.paths, packed.read("../../dak.jpg")) == (("../../dak.jpg",), b"jpg")
    with pytest.raises(SourceError, match="cannot be read as a zip"):
        zip_media(io.BytesIO(b"geen zip"), "m.zip")
