"""The commands of `heard`, one file each. A new command is a file and a line in `webhook.cli.COMMANDS`."""
