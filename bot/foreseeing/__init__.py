"""What would happen, shown beforehand: the dry run, the preview, the demo's clock."""
