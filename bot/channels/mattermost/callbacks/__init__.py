"""What Mattermost calls when somebody presses, sends a dialog or types a command: drawn with a proof, and proven anew."""
