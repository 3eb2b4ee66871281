// How the search weighs what it finds: as Sphinx does (the first numbers are its own), but a page
// whose title is what was asked for comes before those with the words in a heading. Sphinx means
// to do so, too; chapter numbers in the titles keep it from recognising them.
var Scorer = {
  objNameMatch: 11, objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 }, objPrioDefault: 0,
  title: 15, partialTitle: 7, term: 5, partialTerm: 2,
  score: ([docname, title, anchor, description, score]) => {
    const asked = new URLSearchParams(window.location.search).get("q") || "";
    const name = title.replace(/<[^>]*>[^<]*<\/[^>]*>|<[^>]*>/g, "").trim().toLowerCase();
    return name === asked.trim().toLowerCase() ? score + 10 : score;
  },
};
