"""Microsoft Teams: messages go out over the Connector's REST interface, and what people do comes in as signed activities."""
