"""Book and history become Blocks: what the public reads, without a word of HTML, Markdown or Word."""
