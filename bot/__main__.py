"""The import takes a moment, and Ctrl-C may come within it."""

try:
    from core.bulk import in_bulk

    with in_bulk():
        from bot.cli import main

    code = main()
except KeyboardInterrupt:
    code = 130
raise SystemExit(code)
