"""`dinobook words`: what the book says itself, as a file to translate."""

from __future__ import annotations

from dinobook.cli.answer import Answer
from dinobook.cli.paper import manifest_of
from dinobook.cli.places import BookOption, find_project
from dinobook.cli.show import say, sum_up, talk
from dinobook.cli.stopping import until_agreed


def words(book: BookOption = None) -> Answer:
    """Write what the book says itself to a file, to translate.

    The file is manuscript/words.yaml. One that is there stays as it is; then every word is printed
    as the book says it.
    """
    from dinobook.book.own_words import WORDS_FILE
    from dinobook.book.words_file import load_words, template
    from dinobook.errors import SourceError
    from dinobook.problems import has_errors
    from dinobook.storage import ABSENT, Write

    project = until_agreed(find_project(book))
    language = manifest_of(project).book.language
    found = load_words(project, language)
    if has_errors(found.problems):
        raise SourceError("The book's own file of words cannot be read.", found.problems)
    text = template(language, found.own)
    there = project.exists(WORDS_FILE)
    if there:
        talk(f"{WORDS_FILE} is there and stays as it is. The book says:")
        say(text.rstrip("\n"))
    else:
        project.apply([Write(WORDS_FILE, text.encode(), ABSENT)])
        sum_up(f"{WORDS_FILE} has every word that the book says itself. Change what you like.")
    return Answer({"file": str(project.root / WORDS_FILE), "written": not there, "words": text})
