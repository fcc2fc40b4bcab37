"""qingdan: a city's administrative leniency lists, from a department's CSV to a public site.

Where to begin: the first line of a file or a folder is its promise, and `.importlinter` says which may know which.
Follow one cell of lists/exemptions/ to the page it ends on:

    model                   the nouns: Item, Book (all tables of one commit), World (a Book seen on a day), Finding
    schema                  schema/*.json → what a column may hold; the judge of single cells (witnesses: pandera agrees)
    tables, reading         bytes → cells that know their line, with findings for what is broken
    assembly, book          cells → Book; coherence: what tables owe each other; on_demand: big tables, row by row
    citation, penalty       what a cell says of law, and of money (parsed: each text once)
    laws, lawmap            which law was in force when, and what became of an article (law_query, workdays, impact;
                            statutes, article_facts, kept_texts: how `laws import` makes those tables)
    legality                rules/, one legal requirement each; the judge runs them over a World → Findings
    diff, git, history      two Books → Changes, each 放宽, 收紧 or 中性; the one door to git (patch: what it prints);
                            Changes folded over commits
    document                Book, Changes and Findings → Blocks: every word the public reads
    render, report          Blocks, Findings and Changes → one format each
    search, opendata, site  the index, the data, all pages → build/site
    cli                     arguments and exit codes; a file cli_… for each group of commands, options for what they share

What changes lists/: intake (a department's spreadsheet), amending, formatting, publishing. What answers a question:
gate (may this be merged?), townships, retroactivity. What makes it quick and safe, and can be skipped at first reading:
memory and patterns (nothing is worked out twice), workers (several processes), process (the memory of one), writing (files
whole or not at all), chinese_click (help in Chinese).
"""

__version__ = "0.1.0"
