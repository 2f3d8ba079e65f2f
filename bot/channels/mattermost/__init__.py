"""Mattermost, by text alone: everything goes out over REST and comes in over a websocket; no callback is needed."""
