"""Reading articles from files: from bytes to an `Article`, one format a module.

    article_file.py   the file that a format reads
    broken_words.py   putting together the words that a line end broke: “main-” and “tenance”
    columns.py        which column of a table, or field of a record, holds an article's text
    compressed.py     files packed by gzip
    contract.py       what a format is
    credits.py        who wrote an article
    csv_table.py      tables as text
    dates.py          the day an article was published, in the forms in which files write it
    decoding.py       from bytes to characters, whatever encoding the file was saved in
    encoded_twice.py  text that was encoded twice: “weâ€™re” for “we’re”, “ÄŒeskÃ¡” for “Česká”
    encodings.py      which 8-bit encoding a text was saved in
    entries.py        from an entry of a feed to an article
    epub.py           EPUB, the format of books and of magazines for reading devices
    epub_package.py   the parts of an EPUB and what it says of itself
    feed.py           RSS and Atom as files
    found_articles.py articles that were found in an archive
    front_matter.py   front matter: the fields above a Markdown text
    header.py         what stands above the text of an article
    html_blocks.py    HTML as paragraphs, each with its kind
    html_tree.py      HTML as a tree
    json_feed.py      JSON Feed: the entries of a site with their whole text
    json_records.py   records of JSON as articles
    languages.py      what tells the languages of news apart in a few lines
    layout.py         how a text is laid out: its blocks, its section heads and its pull quotes
    letter_text.py    the plain text of a letter
    limits.py         reading in a process of its own, with limits
    mail.py           a letter as an article: a newsletter, a press release, a story sent round
    mailbox_file.py   a mailbox: letters one after the other
    markdown.py       Markdown with front matter, as static sites and note-taking programs leave it
    markup.py         pieces of HTML as the words between their tags
    mhtml.py          a web page that a browser saved with everything on it, as one MHTML file
    page.py           a Markdown text as the page that its reader sees
    paragraphs.py     paragraphs and what kind each is
    parquet.py        Parquet, the table of data sets
    pdf.py            PDF: what was made to be printed, read as the text that it was before
    pdf_layout.py     from the pieces of PDF pages to lines in the order in which a person reads
    pdf_paragraphs.py from the lines of a PDF to paragraphs
    pdf_words.py      the words of a PDF's page with their places
    plain_text.py     plain text, as news archives and wire services leave it
    registry.py       the formats, and which one reads a file
    row_reading.py    from the rows of a table to articles
    text_lines.py     the lines of a text file as a stream, in whatever encoding it was saved
    titles.py         a title for an article that came without one
    warc.py           web archives: each page in them that is an article
    word_document.py  Word documents: the text as it stands when every tracked change is accepted
    zipped.py         files that are ZIP archives
    web_page/         from the HTML of a page to the article on it

Begin with `contract.py` and `registry.py`, or with `plain_text.py`, the first of the formats.
For `reader.library`; a format knows no other one.
"""
