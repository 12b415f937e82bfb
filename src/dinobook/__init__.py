"""dinobook: blog chapters and a thesis, one manifest, EPUB and print-ready PDF.

What other programs may import stands here, in `__all__`; docs/library.md describes it. The rest of
the package may change with any release. Nothing is loaded before somebody asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__: list[str]

if TYPE_CHECKING:
    from dinobook.blog import MENDING as MENDING
    from dinobook.blog import Change as Change
    from dinobook.codes import CODES as CODES
    from dinobook.editing.history.steps import Edited as Edited
    from dinobook.editing.history.steps import History as History
    from dinobook.errors import CheckError as CheckError
    from dinobook.errors import EngineError as EngineError
    from dinobook.errors import ManifestError as ManifestError
    from dinobook.errors import SetupError as SetupError
    from dinobook.errors import SourceError as SourceError
    from dinobook.errors import UsageError as UsageError
    from dinobook.errors import UserError as UserError
    from dinobook.impact.comparing import Comparison as Comparison
    from dinobook.impact.comparing import Neighbours as Neighbours
    from dinobook.impact.model import Impact as Impact
    from dinobook.importers.accounts import account_json as account_json
    from dinobook.importers.accounts import account_text as account_text
    from dinobook.importers.docx import WordDocument as WordDocument
    from dinobook.importers.markdown import MarkdownFolder as MarkdownFolder
    from dinobook.importers.planfile import plan_to_yaml as plan_to_yaml
    from dinobook.importers.run import propose as propose
    from dinobook.importers.sniffing import Sniffed as Sniffed
    from dinobook.importers.text import TextDump as TextDump
    from dinobook.imposition import Imposed as Imposed
    from dinobook.imposition import impose as impose
    from dinobook.library.book import OpenBook as OpenBook
    from dinobook.library.book import book_in_memory as book_in_memory
    from dinobook.library.book import open_book as open_book
    from dinobook.library.importing import importer_for as importer_for
    from dinobook.library.importing import look_at as look_at
    from dinobook.library.importing import wordpress_export as wordpress_export
    from dinobook.library.preflight import preflight_pdf as preflight_pdf
    from dinobook.manifest import Manifest as Manifest
    from dinobook.pagemap.model import MappedPage as MappedPage
    from dinobook.pagemap.model import PageMap as PageMap
    from dinobook.paper import PaperReport as PaperReport
    from dinobook.pipeline.applicable_rules import Preflighted as Preflighted
    from dinobook.pipeline.checking import Checked as Checked
    from dinobook.pipeline.covers import PrintedCover as PrintedCover
    from dinobook.pipeline.outline_view import ArrangementFacts as ArrangementFacts
    from dinobook.pipeline.outline_view import OutlineRow as OutlineRow
    from dinobook.pipeline.outline_view import OutlineView as OutlineView
    from dinobook.pipeline.outline_view import PageSpan as PageSpan
    from dinobook.pipeline.request import Outcome as Outcome
    from dinobook.pipeline.request import Request as Request
    from dinobook.pipeline.watch import Rebuilder as Rebuilder
    from dinobook.pipeline.watch import Rebuilt as Rebuilt
    from dinobook.printers import Printer as Printer
    from dinobook.printers import Rule as Rule
    from dinobook.printers import all_printers as all_printers
    from dinobook.printers import printer as printer
    from dinobook.problems import Place as Place
    from dinobook.problems import Problem as Problem
    from dinobook.problems import Severity as Severity
    from dinobook.problems import sort_problems as sort_problems
    from dinobook.processes.pool import Pool as Pool
    from dinobook.processes.progress import Progress as Progress
    from dinobook.processes.progress import Step as Step
    from dinobook.proof import Proof as Proof
    from dinobook.proof import Remark as Remark
    from dinobook.proof import Remarks as Remarks
    from dinobook.proof import Reply as Reply
    from dinobook.starter import start_book as start_book
    from dinobook.storage import ABSENT as ABSENT
    from dinobook.storage import Delete as Delete
    from dinobook.storage import Rename as Rename
    from dinobook.storage import Write as Write
    from dinobook.storage.edit_entries import Entry as Entry
    from dinobook.storage.outputs import Made as Made
    from dinobook.storage.outputs import OutputFolder as OutputFolder
    from dinobook.storage.project import MANIFEST as MANIFEST
    from dinobook.storage.project import FolderProject as FolderProject
    from dinobook.storage.project import MemoryProject as MemoryProject
    from dinobook.storage.project import Project as Project
else:
    from importlib import import_module

    _NAMES = {
        "blog": ("MENDING", "Change"),
        "codes": ("CODES",),
        "editing.history.steps": ("Edited", "History"),
        "errors": (
            *("CheckError", "EngineError", "ManifestError", "SetupError"),
            *("SourceError", "UsageError", "UserError"),
        ),
        "importers.accounts": ("account_json", "account_text"),
        "importers.docx": ("WordDocument",),
        "importers.markdown": ("MarkdownFolder",),
        "importers.planfile": ("plan_to_yaml",),
        "importers.run": ("propose",),
        "importers.sniffing": ("Sniffed",),
        "importers.text": ("TextDump",),
        "impact.comparing": ("Comparison", "Neighbours"),
        "impact.model": ("Impact",),
        "imposition": ("Imposed", "impose"),
        "library.book": ("OpenBook", "book_in_memory", "open_book"),
        "library.importing": ("importer_for", "look_at", "wordpress_export"),
        "library.preflight": ("preflight_pdf",),
        "manifest": ("Manifest",),
        "pagemap.model": ("MappedPage", "PageMap"),
        "paper": ("PaperReport",),
        "pipeline.applicable_rules": ("Preflighted",),
        "pipeline.checking": ("Checked",),
        "pipeline.covers": ("PrintedCover",),
        "pipeline.outline_view": ("ArrangementFacts", "OutlineRow", "OutlineView", "PageSpan"),
        "pipeline.request": ("Outcome", "Request"),
        "pipeline.watch": ("Rebuilder", "Rebuilt"),
        "printers": ("Printer", "Rule", "all_printers", "printer"),
        "problems": ("Place", "Problem", "Severity", "sort_problems"),
        "processes.pool": ("Pool",),
        "processes.progress": ("Progress", "Step"),
        "starter": ("start_book",),
        "proof": ("Proof", "Remark", "Remarks", "Reply"),
        "storage": ("ABSENT", "Delete", "Rename", "Write"),
        "storage.edit_entries": ("Entry",),
        "storage.outputs": ("Made", "OutputFolder"),
        "storage.project": ("MANIFEST", "FolderProject", "MemoryProject", "Project"),
    }
    _HOMES = {name: home for home, names in _NAMES.items() for name in names}
    __all__ = sorted([*_HOMES, "__version__"])

    def __getattr__(name: str) -> object:
        """A public name, loaded when it is first asked for."""
        if name not in _HOMES:
            raise AttributeError(f"module “dinobook” has no public name “{name}”")
        value = getattr(import_module(f"dinobook.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return [*globals(), *__all__]
