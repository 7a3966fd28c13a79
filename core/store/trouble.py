"""What may go wrong with the database as a whole. Each message is one line for whoever runs the bot."""


class StoreTrouble(Exception):
    pass


class Unreachable(StoreTrouble):
    pass


class TooNew(StoreTrouble):
    """A database or a backup of a later version of this program: reading on would lose what we do not know."""


class Refused(StoreTrouble):
    """A backup or a restore that would destroy something, or that could not be finished."""
