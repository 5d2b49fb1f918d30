"""What the record says, as pure functions over frames: frames in, frames out, no store."""
