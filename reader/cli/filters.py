"""The command that lists filters with a name, and saves them."""

import click

from reader.cli.rows import print_json, print_rows
from reader.cli.stderr import complain
from reader.query import parse
from reader.settings import Settings, save_filter, saved_filters


@click.command()
@click.option("--save", metavar="NAME", default="", help="Save QUERY by this name.")
@click.option("--remove", metavar="NAME", default="", help="Forget the filter of this name.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@click.argument("query", default="")
def filters(save: str, remove: str, as_json: bool, query: str) -> None:
    """List the filters that have a name, or save one; @NAME stands for it in any query.

    Filters are kept on this machine. Those under [filters] in config.toml count before them.

    \b
    Examples:
      copydesk filters --save money 'unit:EUR OR unit:USD OR unit:GBP'
      copydesk list --query '@money figure>1m 2024'
      copydesk filters --remove money
    """
    known = saved_filters(Settings.load())
    if save:
        if not query.strip():
            raise click.UsageError(f"Say what “@{save}” stands for.")
        if problem := parse(query, known).problem:
            raise click.UsageError(problem)
        save_filter(save, query)
        complain(f"Saved. “@{save}” stands for: {query}")
    elif remove:
        if remove not in known:
            raise click.UsageError(f"There is no saved filter “@{remove}”.")
        save_filter(remove, "")
        complain(f"“@{remove}” is forgotten.")
    elif query:
        raise click.UsageError("Give the query a name with --save.")
    elif as_json:
        print_json(dict(known))
    else:
        print_rows(("name", "query"), [(f"@{name}", text) for name, text in known.items()])
