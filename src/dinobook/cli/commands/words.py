"""`dinobook words`: what the book says itself, as a file to translate."""

from __future__ import annotations

from dinobook.cli.answer import Answer
from dinobook.cli.places import BookOption, find_book
from dinobook.cli.show import say, sum_up, talk


def words(book: BookOption = None) -> Answer:
    """Write what the book says itself to a file, to translate.

    The file is manuscript/words.yaml. One that is there stays as it is; then every word is printed
    as the book says it.
    """
    opened = find_book(book)
    file, text, written = opened.write_words()
    if written:
        sum_up(f"{file} has every word that the book says itself. Change what you like.")
    else:
        talk(f"{file} is there and stays as it is. The book says:")
        say(text.rstrip("\n"))
    return Answer({"file": str(opened.folder / file), "written": written, "words": text})
