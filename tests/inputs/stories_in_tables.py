"""The articles that the tables of these tests hold, in three languages, with quote marks, line ends and separators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Told(NamedTuple):
    """One article, as a row of a table tells it."""

    headline: str
    text: str
    date: str
    outlet: str
    author: str
    language: str
    url: str

    def expected(self) -> dict[str, str]:
        """What is to be read of it."""
        words = self.text.split()
        found = {"headline": self.headline, "date": self.date, "outlet": self.outlet, "author": self.author}
        return {**found, "first": words[0], "last": words[-1]}

    def under(self, names: Mapping[str, str]) -> dict[str, str]:
        """Its fields under the names of a table's columns."""
        return {names[use]: value for use, value in self._asdict().items() if use in names}


FERRY = Told(
    "Ferry crews walk out; no talks planned",
    "Ferry traffic came to a halt on Tuesday, after crews rejected a pay deal.\n\n"
    '“Nobody wanted this,” said Mara Kell, who speaks for the crews. "Not at all," she added; then she left.\n\n'
    "The company did not comment.",
    "2022-01-27",
    "Harbour Courier",
    "Jane Doe",
    "en",
    "https://courier.example/ferries",
)
COUNCIL = Told(
    "Stadtrat lehnt Brücke ab",
    "Der Stadtrat hat den Bau der Brücke abgelehnt; die Mehrheit war knapp.\n\n"
    "„Das Geld fehlt an jeder Schule“, sagte Bürgermeister Karl Beispiel.\n\nIm Herbst wird neu abgestimmt.",
    "2022-04-13",
    "Nordland-Kurier",
    "Lena Muster",
    "de",
    "https://kurier.example/bruecke",
)
HARVEST = Told(
    "La récolte s'annonce mauvaise",
    "Les vignerons de la vallée attendent une récolte faible, après un mois d'août sans pluie.\n\n"
    "« Nous n'avons jamais vu cela », dit Luc Exemple, l'œil sur ses vignes.",
    "2022-05-04",
    "La Gazette du Val",
    "Anne Modèle",
    "fr",
    "https://gazette.example/recolte",
)
ALL = (FERRY, COUNCIL, HARVEST)
ENGLISH = dict(zip(Told._fields, ("title", "text", "published_at", "outlet", "author", "language", "url"), strict=True))
GERMAN = dict(
    zip(Told._fields, ("Überschrift", "Volltext", "Datum", "Medium", "Autor:in", "Sprache", "Webadresse"), strict=True)
)
FRENCH = dict(
    zip(Told._fields, ("Titre", "Texte intégral", "Date de parution", "Média", "Auteur", "Langue", "Lien"), strict=True)
)
