"""Forms, and lists of which several are picked, as Mattermost's dialogs; what no dialog holds stays in the chat."""
